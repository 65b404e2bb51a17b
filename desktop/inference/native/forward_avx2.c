#if defined(__clang__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx2,fma,f16c"))),             \
    apply_to = function)
#else
#pragma GCC target("avx2,fma,f16c")
#endif

#include "vec_avx2.h"

#define FORWARD forward_avx2
#include "forward.inc"

#if defined(__clang__)
#pragma clang attribute pop
#endif
