#include <sys/socket.h>
#include <netinet/in.h>
int hostile(int a){ int s=socket(AF_INET,SOCK_STREAM,0); sockaddr_in x{}; connect(s,(sockaddr*)&x,sizeof x); return s; }