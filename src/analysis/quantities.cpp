#include "analysis/stages.h"
namespace wirecheck { void find_quantities(Analysis&) {} }
