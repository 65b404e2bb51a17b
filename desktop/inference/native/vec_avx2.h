/* Sixteen floats at a time, and products of bytes, with AVX2, FMA and F16C. */
#include <immintrin.h>
#include <stdint.h>

/* Rows and blocks of a tile whose sums fit into the registers. */
enum { TILE = 2, PAIR = 1 };
#define MOST_ROWS 2

typedef struct {
    __m256 low, high;
} vec;
/* Bytes are multiplied as 16-bit numbers: the 8-bit instruction saturates. */
typedef int16_t code;

#define EACH(expression_of_low, expression_of_high) ((vec){expression_of_low, expression_of_high})

static inline vec v_load(const float *p)
{
    return EACH(_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8));
}
static inline void v_store(float *p, vec a)
{
    _mm256_storeu_ps(p, a.low);
    _mm256_storeu_ps(p + 8, a.high);
}
static inline vec v_half(const uint16_t *p)
{
    const __m128i *q = (const __m128i *)p;
    return EACH(_mm256_cvtph_ps(_mm_loadu_si128(q)), _mm256_cvtph_ps(_mm_loadu_si128(q + 1)));
}
static inline void v_store_half(uint16_t *p, vec a)
{
    __m128i *q = (__m128i *)p;
    _mm_storeu_si128(q, _mm256_cvtps_ph(a.low, _MM_FROUND_TO_NEAREST_INT));
    _mm_storeu_si128(q + 1, _mm256_cvtps_ph(a.high, _MM_FROUND_TO_NEAREST_INT));
}
static inline vec v_all(float a) { return EACH(_mm256_set1_ps(a), _mm256_set1_ps(a)); }
static inline vec v_add(vec a, vec b)
{
    return EACH(_mm256_add_ps(a.low, b.low), _mm256_add_ps(a.high, b.high));
}
static inline vec v_sub(vec a, vec b)
{
    return EACH(_mm256_sub_ps(a.low, b.low), _mm256_sub_ps(a.high, b.high));
}
static inline vec v_mul(vec a, vec b)
{
    return EACH(_mm256_mul_ps(a.low, b.low), _mm256_mul_ps(a.high, b.high));
}
static inline vec v_div(vec a, vec b)
{
    return EACH(_mm256_div_ps(a.low, b.low), _mm256_div_ps(a.high, b.high));
}
static inline vec v_max(vec a, vec b)
{
    return EACH(_mm256_max_ps(a.low, b.low), _mm256_max_ps(a.high, b.high));
}
static inline vec v_min(vec a, vec b)
{
    return EACH(_mm256_min_ps(a.low, b.low), _mm256_min_ps(a.high, b.high));
}
static inline vec v_abs(vec a)
{
    const __m256 sign = _mm256_set1_ps(-0.0f);
    return EACH(_mm256_andnot_ps(sign, a.low), _mm256_andnot_ps(sign, a.high));
}
static inline vec v_fma(vec a, vec b, vec c)
{
    return EACH(_mm256_fmadd_ps(a.low, b.low, c.low), _mm256_fmadd_ps(a.high, b.high, c.high));
}
static inline vec v_round(vec a)
{
    enum { MODE = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC };
    return EACH(_mm256_round_ps(a.low, MODE), _mm256_round_ps(a.high, MODE));
}
/* 2^n for whole n of -126..127, by its exponent. */
static inline __m256 power_of_2(__m256 n)
{
    __m256i exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127));
    return _mm256_castsi256_ps(_mm256_slli_epi32(exponent, 23));
}
/* a * 2^n for whole n. */
static inline vec v_scale2(vec a, vec n)
{
    return EACH(_mm256_mul_ps(a.low, power_of_2(n.low)), _mm256_mul_ps(a.high, power_of_2(n.high)));
}
static inline float v_sum(vec a)
{
    __m256 eight = _mm256_add_ps(a.low, a.high);
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
static inline float v_largest(vec a)
{
    __m256 eight = _mm256_max_ps(a.low, a.high);
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

/* Round 16 numbers of -127..127 to codes; their sum. */
static inline int v_codes(vec a, code *to)
{
    __m256i packed = _mm256_packs_epi32(_mm256_cvtps_epi32(a.low), _mm256_cvtps_epi32(a.high));
    packed = _mm256_permute4x64_epi64(packed, 0xD8); /* packs works in halves */
    _mm256_storeu_si256((__m256i *)to, packed);
    __m256i pairs = _mm256_madd_epi16(packed, _mm256_set1_epi16(1));
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(four, _mm_shuffle_epi32(four, 0xB1)));
}

/* Sixteen sums of products of four bytes, each as two halves side by side. */
typedef struct {
    __m256i quarter[4];
} sums;
static inline sums s_all(int32_t a)
{
    __m256i one = _mm256_set1_epi64x((int64_t)(uint32_t)a); /* into the first half of each */
    return (sums){{one, one, one, one}};
}
static inline sums s_dot(sums acc, const uint8_t *weights, const code *codes)
{
    int64_t four;
    __builtin_memcpy(&four, codes, 8);
    __m256i x = _mm256_set1_epi64x(four);
    for (int i = 0; i < 4; i++) {
        __m256i w = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(weights + 16 * i)));
        acc.quarter[i] = _mm256_add_epi32(acc.quarter[i], _mm256_madd_epi16(w, x));
    }
    return acc;
}
static inline __m256 joined(__m256i a, __m256i b)
{
    __m256i sums = _mm256_permute4x64_epi64(_mm256_hadd_epi32(a, b), 0xD8);
    return _mm256_cvtepi32_ps(sums);
}
static inline vec s_floats(sums a)
{
    return EACH(joined(a.quarter[0], a.quarter[1]), joined(a.quarter[2], a.quarter[3]));
}
