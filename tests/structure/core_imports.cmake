cmake_minimum_required(VERSION 3.22)

# The core is arithmetic on memory: no clock, no socket, no random source, no logger.
execute_process(COMMAND ${NM} -Cu ${ARCHIVE} OUTPUT_VARIABLE output RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "${NM} can't read ${ARCHIVE}")
endif()

set(allowed
  "operator new" "operator delete" "mem(cpy|move|set|cmp|chr)$" "bcmp$" "strlen$" "malloc$" "free$"
  "std::__cxx11::basic_string<" "std::__detail::" "std::_Rb_tree_" "std::_Hash_bytes" "std::__throw_" "abort$"
  "__stack_chk_fail$" "_GLOBAL_OFFSET_TABLE_$" "hawser::" "(vtable|typeinfo) for hawser::")
list(JOIN allowed "|" pattern)

set(faults "")
string(REPLACE ";" "," output "${output}")
string(REPLACE "\n" ";" lines "${output}")
set(imported 0)
foreach(line IN LISTS lines)
  if(line MATCHES "^ +U (.+)$")
    math(EXPR imported "${imported} + 1")
    if(NOT CMAKE_MATCH_1 MATCHES "^(${pattern})")
      string(APPEND faults "\n ${line}")
    endif()
  endif()
endforeach()
if(faults)
  message(FATAL_ERROR "The core imports more than memory:${faults}")
endif()
message("${imported} imports are memory")
