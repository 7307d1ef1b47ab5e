#include <iostream>

#include "core/version.h"

int main() {
  std::cerr << "wirecheck " << wirecheck::version() << "\n";
  return 2;
}
