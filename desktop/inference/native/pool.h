/* Threads that do one piece of work together, in steps. */
#ifndef POOL_H
#define POOL_H

#include <stdatomic.h>

#define MOST_THREADS 64

/* What a step has left to give away, and how many have come to its end. */
typedef struct {
    _Alignas(64) atomic_int next;
    _Alignas(64) atomic_int arrived;
    _Alignas(64) atomic_int step;
    int threads;
} team;

typedef void work(void *of, team *together, int thread);

/* Run do_it(of, ., 0..threads-1) on as many threads, this one among them; returns when all have
 * returned. One at a time; others wait. Fewer threads where no more can be made. */
void pool_run(int threads, work *do_it, void *of);

/* Everyone waits here for everyone; the next step then gives away its pieces from 0. */
void team_meet(team *together);

/* The number of a piece that nobody has yet. */
static inline int team_take(team *together)
{
    return atomic_fetch_add_explicit(&together->next, 1, memory_order_relaxed);
}

#endif
