#include "pool.h"

#include <pthread.h>
#include <sched.h>

/* How often a thread looks before it lets others have the core: some 50 microseconds before it
 * sleeps, and a step of the longest kind before it yields. Longer makes other programs slow, and us
 * with them; sleeping at once costs more than a step of a small model. */
enum { LOOKS_BEFORE_SLEEP = 2000, LOOKS_BEFORE_YIELD = 4000 };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begun = PTHREAD_COND_INITIALIZER;
static atomic_uint round_number;
static atomic_int unfinished;
static int hands; /* threads besides the caller's */

static team together;
static work *current;
static void *subject;

static inline void pause_briefly(void)
{
    __builtin_ia32_pause();
}

static void wait_for_round(unsigned seen)
{
    for (int i = 0; i < LOOKS_BEFORE_SLEEP; i++) {
        if (atomic_load_explicit(&round_number, memory_order_acquire) != seen)
            return;
        pause_briefly();
    }
    pthread_mutex_lock(&lock);
    while (atomic_load_explicit(&round_number, memory_order_acquire) == seen)
        pthread_cond_wait(&begun, &lock);
    pthread_mutex_unlock(&lock);
}

static unsigned hired_after[MOST_THREADS]; /* the round before a hand's first one */

static void *hand(void *argument)
{
    int number = (int)(long)argument;
    unsigned seen = hired_after[number];
    for (;;) {
        wait_for_round(seen);
        seen = atomic_load_explicit(&round_number, memory_order_acquire);
        if (number < together.threads)
            current(subject, &together, number);
        atomic_fetch_sub_explicit(&unfinished, 1, memory_order_release);
    }
    return NULL;
}

/* Under one_at_a_time, and so between two rounds. */
static void hire(int wanted)
{
    while (hands < wanted) {
        pthread_t thread;
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
        hired_after[hands + 1] = atomic_load(&round_number);
        int failed = pthread_create(&thread, &attributes, hand, (void *)(long)(hands + 1));
        pthread_attr_destroy(&attributes);
        if (failed)
            return;
        hands++;
    }
}

static void wait_until_zero(atomic_int *count)
{
    for (int looks = 0; atomic_load_explicit(count, memory_order_acquire) > 0; looks++) {
        if (looks < LOOKS_BEFORE_YIELD)
            pause_briefly();
        else
            sched_yield();
    }
}

void pool_run(int threads, work *do_it, void *of)
{
    pthread_mutex_lock(&one_at_a_time);
    if (threads > MOST_THREADS)
        threads = MOST_THREADS;
    hire(threads - 1);
    if (threads > hands + 1)
        threads = hands + 1;
    together.threads = threads;
    atomic_store(&together.next, 0);
    atomic_store(&together.arrived, 0);
    if (threads > 1) {
        current = do_it;
        subject = of;
        atomic_store(&unfinished, hands);
        pthread_mutex_lock(&lock);
        atomic_fetch_add_explicit(&round_number, 1, memory_order_release);
        pthread_cond_broadcast(&begun);
        pthread_mutex_unlock(&lock);
    }
    do_it(of, &together, 0);
    if (threads > 1)
        wait_until_zero(&unfinished);
    pthread_mutex_unlock(&one_at_a_time);
}

void team_meet(team *all)
{
    int step = atomic_load_explicit(&all->step, memory_order_relaxed);
    if (atomic_fetch_add_explicit(&all->arrived, 1, memory_order_acq_rel) == all->threads - 1) {
        atomic_store_explicit(&all->arrived, 0, memory_order_relaxed);
        atomic_store_explicit(&all->next, 0, memory_order_relaxed);
        atomic_store_explicit(&all->step, step + 1, memory_order_release);
        return;
    }
    for (int looks = 0; atomic_load_explicit(&all->step, memory_order_acquire) == step; looks++) {
        if (looks < LOOKS_BEFORE_YIELD)
            pause_briefly();
        else
            sched_yield();
    }
}
