/* Runs an operation some times and prints the median in nanoseconds. */
#ifndef TIMING_H
#define TIMING_H
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return (x > y) - (x < y);
}

/* `each` operations are timed together, so that the clock does not count; `undo`, if any, is not timed. */
static void measure(int samples, int each, void (*act)(void), void (*undo)(void))
{
    long long *taken = calloc(samples, sizeof *taken);
    for (int i = 0; i < samples; i++) {
        long long began = now();
        for (int j = 0; j < each; j++)
            act();
        taken[i] = (now() - began) / each;
        if (undo)
            undo();
    }
    qsort(taken, samples, sizeof *taken, by_value);
    printf("%lld\n", taken[samples / 2]);
    free(taken);
}
#endif
