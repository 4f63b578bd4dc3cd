/* The floor for training: the same steps in plain loops, with every size known to the compiler.
 *
 * cc -O3 -march=native -ffast-math -DSIZES=2,3,1 -DLAYERS=2 -DROWS=200000 -DYES_NO=1 limit.c -lm
 *
 * Prints the seconds that one epoch took, for as many epochs as the first argument says. With
 * YES_NO, all layers end in a sigmoid and the loss is binary crossentropy; without, the hidden
 * ones end in relu, and the loss is sparse categorical crossentropy from logits. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 32, WIDEST = 400, MOST = (WIDEST + 1) * WIDEST };

static const int size[] = {SIZES};
static float a[LAYERS + 1][BATCH][WIDEST], slope[LAYERS + 1][BATCH][WIDEST];
static float weight[LAYERS][MOST], gradient[LAYERS][MOST], mean[LAYERS][MOST], square[LAYERS][MOST];
static double total;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static float chance(void) { return rand() / (float)RAND_MAX - 0.5f; }

static void forward(void) {
    for (int l = 0; l < LAYERS; l++) {
        const int in = size[l], out = size[l + 1];
        for (int row = 0; row < BATCH; row++) {
            float *z = a[l + 1][row];
            memcpy(z, weight[l] + in * out, out * sizeof *z);
            for (int i = 0; i < in; i++)
                for (int j = 0; j < out; j++) z[j] += a[l][row][i] * weight[l][i * out + j];
            for (int j = 0; j < out; j++) {
                if (YES_NO) z[j] = 1 / (1 + expf(-z[j]));
                else if (l < LAYERS - 1) z[j] = z[j] > 0 ? z[j] : 0;
            }
        }
    }
}

static void judge(const int *label) {
    const int out = size[LAYERS];
    for (int row = 0; row < BATCH; row++) {
        float *p = a[LAYERS][row], *d = slope[LAYERS][row], largest = p[0], sum = 0;
        if (YES_NO) {
            d[0] = (p[0] - label[row]) / BATCH;
            total -= logf((label[row] ? p[0] : 1 - p[0]) + 1e-7f);
            continue;
        }
        for (int j = 1; j < out; j++) largest = p[j] > largest ? p[j] : largest;
        for (int j = 0; j < out; j++) sum += d[j] = expf(p[j] - largest);
        total -= logf(d[label[row]] / sum + 1e-7f);
        for (int j = 0; j < out; j++) d[j] = (d[j] / sum - (j == label[row])) / BATCH;
    }
}

static void backward(void) {
    for (int l = LAYERS - 1; l >= 0; l--) {
        const int in = size[l], out = size[l + 1];
        memset(gradient[l], 0, (in + 1) * out * sizeof(float));
        for (int row = 0; row < BATCH; row++) {
            const float *d = slope[l + 1][row], *x = a[l][row];
            for (int j = 0; j < out; j++) gradient[l][in * out + j] += d[j];
            for (int i = 0; i < in; i++)
                for (int j = 0; j < out; j++) gradient[l][i * out + j] += x[i] * d[j];
            for (int i = 0; l > 0 && i < in; i++) {
                float sum = 0;
                for (int j = 0; j < out; j++) sum += d[j] * weight[l][i * out + j];
                slope[l][row][i] = sum * (YES_NO ? x[i] * (1 - x[i]) : x[i] > 0);
            }
        }
    }
}

static void adam(int k) {
    const float rate = (YES_NO ? 0.01f : 0.001f) * sqrtf(1 - powf(0.999f, k)) / (1 - powf(0.9f, k));
    for (int l = 0; l < LAYERS; l++)
        for (int i = 0; i < (size[l] + 1) * size[l + 1]; i++) {
            const float g = gradient[l][i];
            mean[l][i] += 0.1f * (g - mean[l][i]);
            square[l][i] += 0.001f * (g * g - square[l][i]);
            weight[l][i] -= rate * mean[l][i] / (sqrtf(square[l][i]) + 1e-7f);
        }
}

int main(int count, char **arguments) {
    const int epochs = count > 1 ? atoi(arguments[1]) : 1, in = size[0];
    float *x = malloc(sizeof(float) * ROWS * in);
    int *y = malloc(sizeof(int) * ROWS), *order = malloc(sizeof(int) * ROWS), label[BATCH], k = 0;
    for (long i = 0; i < (long)ROWS * in; i++) x[i] = chance();
    for (int i = 0; i < ROWS; i++) {
        order[i] = i;
        y[i] = YES_NO ? x[i * in] + x[i * in + 1] > 0 : rand() % size[LAYERS];
    }
    for (int l = 0; l < LAYERS; l++)
        for (int i = 0; i < size[l] * size[l + 1]; i++) weight[l][i] = 0.2f * chance();
    const double start = now();
    for (int epoch = 0; epoch < epochs; epoch++) {
        for (int i = ROWS - 1; i > 0; i--) {
            const int j = rand() % (i + 1), held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        for (int first = 0; first + BATCH <= ROWS; first += BATCH) {
            for (int row = 0; row < BATCH; row++) {
                memcpy(a[0][row], x + (long)order[first + row] * in, in * sizeof *x);
                label[row] = y[order[first + row]];
            }
            forward();
            judge(label);
            backward();
            adam(++k);
        }
    }
    printf("%.9f %.4f\n", (now() - start) / epochs, total / epochs / ROWS);
    return 0;
}
