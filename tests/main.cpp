// The one file that holds Catch2's own code; it is slow to compile, so nothing else belongs here.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
