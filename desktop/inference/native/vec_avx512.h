/* Sixteen floats at a time, and products of bytes, with AVX-512 VNNI. */
#include <immintrin.h>
#include <stdint.h>

/* Rows and blocks of a tile whose sums fit into the registers. */
enum { TILE = 6, PAIR = 2 };
#define MOST_ROWS 6

typedef __m512 vec;
typedef int8_t code; /* what an activation is rounded to */

static inline vec v_load(const float *p) { return _mm512_loadu_ps(p); }
static inline void v_store(float *p, vec a) { _mm512_storeu_ps(p, a); }
static inline vec v_half(const uint16_t *p)
{
    return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)p));
}
static inline void v_store_half(uint16_t *p, vec a)
{
    _mm256_storeu_si256((__m256i *)p, _mm512_cvtps_ph(a, _MM_FROUND_TO_NEAREST_INT));
}
static inline vec v_all(float a) { return _mm512_set1_ps(a); }
static inline vec v_add(vec a, vec b) { return _mm512_add_ps(a, b); }
static inline vec v_sub(vec a, vec b) { return _mm512_sub_ps(a, b); }
static inline vec v_mul(vec a, vec b) { return _mm512_mul_ps(a, b); }
static inline vec v_div(vec a, vec b) { return _mm512_div_ps(a, b); }
static inline vec v_max(vec a, vec b) { return _mm512_max_ps(a, b); }
static inline vec v_min(vec a, vec b) { return _mm512_min_ps(a, b); }
static inline vec v_abs(vec a) { return _mm512_abs_ps(a); }
static inline vec v_fma(vec a, vec b, vec c) { return _mm512_fmadd_ps(a, b, c); }
static inline vec v_round(vec a)
{
    return _mm512_roundscale_ps(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
/* a * 2^n for whole n. */
static inline vec v_scale2(vec a, vec n) { return _mm512_scalef_ps(a, n); }
static inline float v_sum(vec a) { return _mm512_reduce_add_ps(a); }
static inline float v_largest(vec a) { return _mm512_reduce_max_ps(a); }

/* Round 16 numbers of -127..127 to codes; their sum. */
static inline int v_codes(vec a, code *to)
{
    __m512i whole = _mm512_cvtps_epi32(a);
    _mm_storeu_si128((__m128i *)to, _mm512_cvtepi32_epi8(whole));
    return _mm512_reduce_add_epi32(whole);
}

/* Sixteen sums of products of four bytes. */
typedef __m512i sums;
static inline sums s_all(int32_t a) { return _mm512_set1_epi32(a); }
static inline sums s_dot(sums acc, const uint8_t *weights, const code *codes)
{
    int32_t four;
    __builtin_memcpy(&four, codes, 4);
    return _mm512_dpbusd_epi32(acc, _mm512_loadu_si512(weights), _mm512_set1_epi32(four));
}
static inline vec s_floats(sums a) { return _mm512_cvtepi32_ps(a); }
