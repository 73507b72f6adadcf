#include <cstdlib>
#include <cstring>
int hostile(int a){ char *p=(char*)malloc(100ull<<30); memset(p,a,100ull<<30); return p[0]; }