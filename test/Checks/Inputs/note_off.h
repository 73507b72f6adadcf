// What nobody wants to be told.
inline void note(int) {}
