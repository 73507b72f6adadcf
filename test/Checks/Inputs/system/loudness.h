// What a project is given with -isystem is not the C library for that.
#ifndef LOUDNESS_H
#define LOUDNESS_H

inline int g_logged = 0;
inline int log(int level) {
  ++g_logged;
  return level;
}

#endif
