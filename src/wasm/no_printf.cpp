// Embind would print the address of a type that isn't bound, for a message; here every type is bound. Without these,
// the whole of printf comes along for it: 8 KB. The last two are what Emscripten's compiler makes of simple formats.
extern "C" {

int sprintf(char* out, const char*, ...) {
  *out = '\0';
  return 0;
}

int siprintf(char* out, const char*, ...) {
  *out = '\0';
  return 0;
}

int __small_sprintf(char* out, const char*, ...) {
  *out = '\0';
  return 0;
}
}
