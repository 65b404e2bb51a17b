#if defined(__clang__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,fma,f16c"))),             \
    apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,fma,f16c")
#endif

#include "vec_avx512.h"

#define FORWARD forward_avx512
#include "forward.inc"

#if defined(__clang__)
#pragma clang attribute pop
#endif
