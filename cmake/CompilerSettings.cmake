# Language level, warnings, sanitizers, ccache: what every target of ours is compiled with.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2" CACHE STRING "Assertions stay: a broken promise inside must not become a wrong finding" FORCE)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

# The base folder makes paths relative for the cache, so that two checkouts of the project share their results.
if(WIRECHECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(WIRECHECK_CCACHE_PROGRAM ccache)
  if(WIRECHECK_CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        "CCACHE_SLOPPINESS=pch_defines,time_macros" "${WIRECHECK_CCACHE_PROGRAM}")
  endif()
endif()

add_library(wirecheck_settings INTERFACE)
# g++ 12 reports -Wrestrict for a plain "text" + std::string (GCC bug 105651); nothing else is silenced.
target_compile_options(wirecheck_settings INTERFACE -Wall -Wextra -Wpedantic $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(WIRECHECK_WERROR)
  target_compile_options(wirecheck_settings INTERFACE -Werror)
endif()

if(WIRECHECK_SANITIZE)
  if(NOT WIRECHECK_SANITIZE MATCHES "^(address|thread|undefined|address,undefined)$")
    message(FATAL_ERROR "WIRECHECK_SANITIZE is '${WIRECHECK_SANITIZE}'; it may be address, thread, undefined or address,undefined")
  endif()
  set(sanitize "-fsanitize=${WIRECHECK_SANITIZE}")
  # -O1: instrumented templates take minutes to optimise fully.
  target_compile_options(wirecheck_settings INTERFACE ${sanitize} -O1 -fno-omit-frame-pointer -g1)
  if(WIRECHECK_SANITIZE MATCHES "undefined")
    target_compile_options(wirecheck_settings INTERFACE -fno-sanitize-recover=undefined)
  endif()
  # With its instrumentation g++ 12 sees uninitialised members where there are none.
  target_compile_options(wirecheck_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(wirecheck_settings INTERFACE ${sanitize})
endif()
