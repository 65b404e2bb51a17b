/* The forward pass of the Qwen2 family over int8 matrices; see forward.inc for how it is done. */
#ifndef FORWARD_H
#define FORWARD_H

#include <stdint.h>

/* Rows of one block of a matrix, and columns that share one scale of an activation. */
enum { BLOCK = 16, GROUP = 128 };

/* An int8 matrix [rows, columns]: blocks of 16 rows, in each for every 4 columns 16 times 4 bytes,
 * each byte 128 more than the number. scale, and bias or NULL: [rows]. */
typedef struct {
    const uint8_t *bytes;
    const float *scale;
    const float *bias;
    int64_t rows, columns;
} matrix;

typedef struct {
    const float *input_norm, *q_norm, *k_norm, *post_norm; /* q_norm and k_norm may be NULL */
    matrix qkv, out, gate_up, down;
} layer;

typedef struct {
    int64_t layers, hidden, inner, heads, kv_heads, head_dim, vocabulary;
    float epsilon;
    const float *cos, *sin; /* [positions, head_dim / 2] */
    const float *norm;
    matrix embedding, head;
    layer *layer;
} model;

/* keys: half floats [layers, kv_heads, capacity / 16, head_dim, 16]; values: [layers, kv_heads,
 * capacity, head_dim]. capacity is a multiple of 16. */
typedef struct {
    uint16_t *keys, *values;
    int64_t capacity;
} cache;

/* count tokens behind `start` others. positions: NULL counts on from start. mask [count, start +
 * count]: NULL is causal. rows [row_count]: of which tokens logits [row_count, vocabulary] are
 * wanted. states: NULL, or [row_count, hidden], what the head makes these logits of. */
typedef struct {
    const int64_t *ids, *positions, *rows;
    const uint8_t *mask;
    float *logits, *states;
    int64_t count, start, row_count;
} request;

/* 0, or -1 where there is not enough memory. */
int forward_avx512(const model *m, cache *kept, const request *asked, int threads);
int forward_avx2(const model *m, cache *kept, const request *asked, int threads);

#endif
