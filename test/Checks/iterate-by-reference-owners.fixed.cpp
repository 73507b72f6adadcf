// RUN: %check %s
// Elements that others know of: of temporaries, of containers that hold the object
// they are members of, in storage made of bytes or handed out by an allocator.
#include <array>
#include <cstdio>
#include <deque>
#include <new>
#include <string>
#include <utility>
#include <vector>

using Words = std::vector<std::string>;

static std::string *last;
static Words make() {
  Words v{"a", "b", "c"};
  last = &v[1];
  return v;
}
static Words fresh(int n) {
  Words v;
  for (int i = 0; i < n; ++i)
    v.push_back("x");
  return v;
}
static std::size_t temporaries(Words &words) {
  std::size_t n = 0;
  for (std::string s : make()) { // refuses: aliased-store
    *last += "xx";
    n = n * 10 + s.size();
  }
  std::string other = "other";
  last = &other;
  for (const std::string &s : fresh(2)) { // finds
    *last += "xx";
    n = n * 10 + s.size();
  }
  std::string &first = words[0];
  for (const std::string &s : Words(words)) { // finds
    first += "x";
    n = n * 10 + s.size();
  }
  for (std::string s : Words(std::move(words))) { // refuses: aliased-store
    first += "xx";
    n = n * 10 + s.size();
  }
  return n;
}

struct Big {
  char text[100];
  int k;
};
struct Node {
  Big arr[3];
  std::vector<Node> kids;
  int count = 0;
  int taken(std::vector<Node> &home) {
    std::vector<Node> mine = std::move(home);
    int n = 0;
    for (Big b : arr) { // refuses: aliased-store
      mine[0].arr[0].k = 7;
      mine[0].arr[1].k = 8;
      n = n * 10 + b.k;
    }
    home = std::move(mine);
    return n;
  }
  int own() {
    int n = 0;
    for (Big b : arr) { // refuses: aliased-store
      kids[0].arr[0].k = 7;
      kids[0].arr[1].k = 8;
      n = n * 10 + b.k;
    }
    for (const Big &b : arr) { // finds
      ++count;
      n = n * 10 + b.k;
    }
    return n;
  }
};
static int nodes() {
  std::vector<Node> v(1), w(1);
  int n = v[0].taken(v);
  Node &node = w[0];
  node.kids.swap(w);
  n += node.own();
  node.kids.swap(w);
  return n;
}

struct Header {
  int sequence, length;
};
struct Packet {
  alignas(8) unsigned char data[96];
  int length;
};
struct Padded {
  std::array<unsigned char, 96> data;
  int length;
};
static int packets(std::vector<Packet> &all, const std::vector<Padded> &padded, Header *h) {
  int n = 0;
  for (Packet p : all) { // refuses: aliased-store
    h->sequence = 5;
    for (int i = 0; i < p.length; ++i)
      n += p.data[i];
  }
  for (Padded p : padded) { // refuses: aliased-store
    h->sequence = 5;
    n += p.length;
  }
  return n;
}

static Big pool[64];
static bool handed;
template <class T> struct Pool {
  using value_type = T;
  Pool() = default;
  template <class U> Pool(const Pool<U> &) {}
  T *allocate(std::size_t n) {
    if constexpr (std::is_same_v<T, Big>)
      if (!handed) {
        handed = true;
        return pool;
      }
    return static_cast<T *>(::operator new(n * sizeof(T)));
  }
  void deallocate(T *p, std::size_t) {
    if (static_cast<void *>(p) != static_cast<void *>(pool))
      ::operator delete(p);
  }
  bool operator==(const Pool &) const { return true; }
  bool operator!=(const Pool &) const { return false; }
};
static int pooled(std::deque<Big, Pool<Big>> &all) {
  int n = 0;
  for (Big b : all) { // refuses: container
    pool[0].k = 5;
    pool[1].k = 6;
    n = n * 10 + b.k;
  }
  return n;
}

// The walk cannot go on once the vector has grown, but this iteration can.
static std::size_t grown(const Words &words, Words &out) {
  std::size_t n = 0;
  for (std::string w : words) { // refuses: aliased-store
    if (w == "end")
      out.push_back(w);
    n += w.size();
  }
  for (std::string w : words) { // refuses: aliased-store
    for (int i = 0; i < 2; ++i) {
      n += w.size();
      out.push_back("more");
    }
  }
  for (const std::string &w : words) { // finds
    n += w.size();
    if (w == "end")
      out.push_back(w);
  }
  return n;
}

int main() {
  Words words{"a", "end"}, out;
  std::vector<Packet> all(2);
  for (Packet &p : all)
    p.length = 8;
  Header *h = new (all[0].data) Header{1, 2};
  std::deque<Big, Pool<Big>> some;
  some.push_back(Big{{}, 1});
  some.push_back(Big{{}, 2});
  std::printf("%zu %d %d ", grown(words, out), nodes(), pooled(some));
  std::printf("%d %zu\n", packets(all, std::vector<Padded>(2), h), temporaries(words));
}
