# The glue of both engines: what was linked for the one must be what was linked for the other.
file(READ ${ENGINE} engine)
file(READ ${PLAIN} plain)
string(REPLACE plain.wasm engine.wasm plain "${plain}")
if(NOT engine STREQUAL plain)
  message(FATAL_ERROR "The plain engine needs another glue: ${ENGINE} and ${PLAIN} differ")
endif()
file(COPY_FILE ${ENGINE} ${GLUE})
