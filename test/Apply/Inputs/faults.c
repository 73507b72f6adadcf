/* Preloaded: the N-th thing that a program does to the files below a folder
   fails with an error of our choice, or is the last thing it ever does.
   HONE_FAULT=N:ERRNO (0: killed), HONE_FAULT_ROOT=FOLDER, HONE_FAULT_COUNT=FILE
   (how many there were, and whether it came to the N-th). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int count, owned[1024];

static int is_below(const char *path) {
  const char *root = getenv("HONE_FAULT_ROOT");
  return root && strncmp(path, root, strlen(root)) == 0;
}

/* Whether this call is to fail; errno says how. */
static int fails(void) {
  const char *fault = getenv("HONE_FAULT"), *file = getenv("HONE_FAULT_COUNT");
  if (!fault)
    return 0;
  char *rest;
  long wanted = strtol(fault, &rest, 10), code = strtol(rest + 1, NULL, 10);
  ++count;
  if (count != wanted)
    return 0;
  if (file) {
    FILE *(*open_file)(const char *, const char *) = dlsym(RTLD_NEXT, "fopen");
    FILE *out = open_file(file, "w");
    fputs("reached\n", out);
    fclose(out);
  }
  if (code == 0)
    raise(SIGKILL);
  errno = (int)code;
  return 1;
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, #name))

static int opened(const char *path, int flags, int descriptor) {
  if (descriptor >= 0 && descriptor < 1024)
    owned[descriptor] = (flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_below(path);
  return descriptor;
}

#define OPEN(name)                                                             \
  int name(const char *path, int flags, ...) {                                 \
    va_list list;                                                              \
    va_start(list, flags);                                                     \
    mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;                  \
    va_end(list);                                                              \
    if ((flags & O_CREAT) && is_below(path) && fails())                        \
      return -1;                                                               \
    return opened(path, flags,                                                 \
                  REAL(name, int (*)(const char *, int, ...))(path, flags, mode)); \
  }
OPEN(open)
OPEN(open64)

static int owns(int d) { return d >= 0 && d < 1024 && owned[d]; }

ssize_t write(int d, const void *bytes, size_t size) {
  if (owns(d) && fails())
    return -1;
  return REAL(write, ssize_t(*)(int, const void *, size_t))(d, bytes, size);
}
int fsync(int d) { return owns(d) && fails() ? -1 : REAL(fsync, int (*)(int))(d); }
int fchmod(int d, mode_t mode) {
  return owns(d) && fails() ? -1 : REAL(fchmod, int (*)(int, mode_t))(d, mode);
}
int close(int d) {
  if (d >= 0 && d < 1024)
    owned[d] = 0;
  return REAL(close, int (*)(int))(d);
}
int rename(const char *from, const char *to) {
  if (is_below(to) && fails())
    return -1;
  return REAL(rename, int (*)(const char *, const char *))(from, to);
}
int mkdir(const char *path, mode_t mode) {
  if (is_below(path) && fails())
    return -1;
  return REAL(mkdir, int (*)(const char *, mode_t))(path, mode);
}
int unlink(const char *path) {
  if (is_below(path) && fails())
    return -1;
  return REAL(unlink, int (*)(const char *))(path);
}
int remove(const char *path) {
  if (is_below(path) && fails())
    return -1;
  return REAL(remove, int (*)(const char *))(path);
}
