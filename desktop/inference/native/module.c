/* The forward pass for Python: addresses of tensors in, logits in place. Who calls keeps the tensors
 * alive and has checked their shapes; what comes from a text (ids, places) is checked here. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "forward.h"
#include "pool.h"

#include <stdlib.h>

typedef int forward_function(const model *, cache *, const request *, int);

static const struct {
    const char *name;
    forward_function *run;
} KINDS[] = {{"avx512-vnni", forward_avx512}, {"avx2", forward_avx2}};

static int can_run(int kind)
{
    __builtin_cpu_init();
    if (kind == 0)
        return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static PyObject *instruction_sets(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    PyObject *names = PyList_New(0);
    for (int kind = 0; names && kind < 2; kind++) {
        if (!can_run(kind))
            continue;
        PyObject *name = PyUnicode_FromString(KINDS[kind].name);
        if (!name || PyList_Append(names, name))
            Py_CLEAR(names);
        Py_XDECREF(name);
    }
    return names;
}

/* O& converters */

static int to_address(PyObject *number, void *address)
{
    *(void **)address = PyLong_AsVoidPtr(number);
    return !PyErr_Occurred();
}

static int to_matrix(PyObject *tuple, void *to)
{
    matrix *w = to;
    return PyArg_ParseTuple(tuple, "O&O&O&LL", to_address, &w->bytes, to_address, &w->scale,
                            to_address, &w->bias, &w->rows, &w->columns);
}

static int to_layer(PyObject *tuple, void *to)
{
    layer *l = to;
    return PyArg_ParseTuple(tuple, "O&O&O&O&O&O&O&O&", to_address, &l->input_norm, to_matrix,
                            &l->qkv, to_address, &l->q_norm, to_address, &l->k_norm, to_matrix,
                            &l->out, to_address, &l->post_norm, to_matrix, &l->gate_up, to_matrix,
                            &l->down);
}

static const char MODEL[] = "desktop.model";

static void free_model(PyObject *capsule)
{
    model *m = PyCapsule_GetPointer(capsule, MODEL);
    free(m->layer);
    free(m);
}

static int parse_model(model *m, PyObject *args)
{
    PyObject *layers;
    if (!PyArg_ParseTuple(args, "(LLLLL)fO&O&O&O&O&O!", &m->hidden, &m->inner, &m->heads,
                          &m->kv_heads, &m->head_dim, &m->epsilon, to_address, &m->cos, to_address,
                          &m->sin, to_address, &m->norm, to_matrix, &m->embedding, to_matrix,
                          &m->head, &PyList_Type, &layers))
        return 0;
    m->layers = PyList_GET_SIZE(layers);
    m->vocabulary = m->head.rows;
    m->layer = calloc((size_t)m->layers, sizeof(layer));
    if (!m->layer)
        return PyErr_NoMemory() != NULL;
    for (int64_t i = 0; i < m->layers; i++)
        if (!to_layer(PyList_GET_ITEM(layers, i), &m->layer[i]))
            return 0;
    return 1;
}

static PyObject *make_model(PyObject *self, PyObject *args)
{
    (void)self;
    model *m = calloc(1, sizeof(model));
    if (!m)
        return PyErr_NoMemory();
    if (parse_model(m, args)) {
        PyObject *capsule = PyCapsule_New(m, MODEL, free_model);
        if (capsule)
            return capsule;
    }
    free(m->layer);
    free(m);
    return NULL;
}

static int all_below(const int64_t *numbers, int64_t count, int64_t limit)
{
    for (int64_t i = 0; i < count; i++)
        if (numbers[i] < 0 || numbers[i] >= limit)
            return 0;
    return 1;
}

static int sound(const model *m, const cache *kept, const request *r)
{
    return r->count > 0 && r->start >= 0 && r->start + r->count <= kept->capacity &&
           all_below(r->ids, r->count, m->embedding.rows) &&
           all_below(r->rows, r->row_count, r->count) &&
           (!r->positions || all_below(r->positions, r->count, kept->capacity));
}

static PyObject *forward(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *capsule;
    int kind, threads, failed;
    request r;
    cache kept;
    if (!PyArg_ParseTuple(args, "OiiO&LLO&O&O&LO&O&O&O&L", &capsule, &kind, &threads, to_address,
                          &r.ids, &r.count, &r.start, to_address, &r.positions, to_address,
                          &r.mask, to_address, &r.rows, &r.row_count, to_address, &r.logits,
                          to_address, &r.states, to_address, &kept.keys, to_address, &kept.values,
                          &kept.capacity))
        return NULL;
    const model *m = PyCapsule_GetPointer(capsule, MODEL);
    if (!m)
        return NULL;
    if (!sound(m, &kept, &r)) {
        PyErr_SetString(PyExc_IndexError, "a token or its place is out of range");
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS
    failed = KINDS[kind].run(m, &kept, &r, threads);
    Py_END_ALLOW_THREADS
    if (failed)
        return PyErr_NoMemory();
    Py_RETURN_NONE;
}

static PyMethodDef METHODS[] = {
    {"instruction_sets", instruction_sets, METH_NOARGS,
     "Names of the instruction sets that this processor can run, fastest first."},
    {"make_model", make_model, METH_VARARGS,
     "make_model((hidden, inner, heads, kv_heads, head_dim), epsilon, cos, sin, norm, embedding, "
     "head, layers): see forward.h. Addresses as numbers, 0 for none."},
    {"forward", forward, METH_VARARGS,
     "forward(model, kind, threads, ids, count, start, positions, mask, rows, row_count, logits, "
     "states, keys, values, capacity): see forward.h. kind: 0 avx512-vnni, 1 avx2. Raises "
     "IndexError, MemoryError."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef MODULE = {PyModuleDef_HEAD_INIT, "_forward", NULL, -1, METHODS,
                                    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__forward(void)
{
    return PyModule_Create(&MODULE);
}
