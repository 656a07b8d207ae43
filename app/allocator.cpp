/// Settings of jemalloc, which reads this symbol before `main`. Tensors of many megabytes come and go with
/// every step: their memory is kept for the next one instead of being handed back to the system, which would
/// clear every page of it again, and lies in huge pages.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,narenas:1,dirty_decay_ms:-1,muzzy_decay_ms:-1";
