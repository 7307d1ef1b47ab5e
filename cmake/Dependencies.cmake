# The libraries, all of them from Debian 12; scripts/packages.txt names the packages.
# A missing one is reported with the package that holds it, all of them in one run.

set(missing_packages)

# A library without a CMake package of its own: a header and a library file.
function(wirecheck_find_plain target package header library)
  find_path(${target}_INCLUDE_DIR "${header}")
  find_library(${target}_LIBRARY NAMES ${library})
  mark_as_advanced(${target}_INCLUDE_DIR ${target}_LIBRARY)
  if(${target}_INCLUDE_DIR AND ${target}_LIBRARY)
    add_library(${target} UNKNOWN IMPORTED)
    set_target_properties(${target} PROPERTIES IMPORTED_LOCATION "${${target}_LIBRARY}"
                          INTERFACE_INCLUDE_DIRECTORIES "${${target}_INCLUDE_DIR}")
  else()
    set(missing_packages ${missing_packages} ${package} PARENT_SCOPE)
  endif()
endfunction()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(ICU 70 QUIET COMPONENTS uc i18n)
if(NOT ICU_FOUND)
  list(APPEND missing_packages libicu-dev)
endif()
find_package(yaml-cpp QUIET)
if(NOT yaml-cpp_FOUND)
  list(APPEND missing_packages libyaml-cpp-dev)
endif()
find_package(CLI11 QUIET)
if(NOT CLI11_FOUND)
  list(APPEND missing_packages libcli11-dev)
endif()
find_package(nlohmann_json 3 QUIET)
if(NOT nlohmann_json_FOUND)
  list(APPEND missing_packages nlohmann-json3-dev)
endif()
find_package(simdjson QUIET)
if(NOT simdjson_FOUND)
  list(APPEND missing_packages libsimdjson-dev)
endif()
wirecheck_find_plain(wirecheck_hunspell libhunspell-dev hunspell/hunspell.hxx "hunspell-1.7;hunspell")
wirecheck_find_plain(wirecheck_re2 libre2-dev re2/re2.h re2)
wirecheck_find_plain(wirecheck_cld2 libcld2-dev cld2/public/compact_lang_det.h cld2)

if(missing_packages)
  list(JOIN missing_packages " " missing_packages)
  message(FATAL_ERROR "Libraries are missing. On Debian 12:\n  apt-get install --no-install-recommends ${missing_packages}\n")
endif()

add_library(wirecheck_dependencies INTERFACE)
target_link_libraries(wirecheck_dependencies INTERFACE ICU::i18n ICU::uc yaml-cpp nlohmann_json::nlohmann_json simdjson::simdjson
                      wirecheck_hunspell wirecheck_re2 wirecheck_cld2 Threads::Threads)
