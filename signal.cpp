#include <csignal>
int hostile(int a){ signal(SIGSEGV,SIG_IGN); signal(SIGPROF,SIG_IGN); signal(SIGALRM,SIG_IGN); for(;;); return a; }