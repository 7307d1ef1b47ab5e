// Bar plots as SVG text, coloured by the page's style sheet (classes bar-a, bar-b, label, line). Pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace wirecheck {

struct Bar {
  std::string label;
  std::vector<double> values;  // one a series, not negative
  std::string note;            // behind the bars; "" for the values
};

struct BarPlot {
  std::string title;                 // for readers who do not see it
  std::vector<std::string> series;   // names, at most two
  std::vector<Bar> bars;             // from above
  double line = -1;                  // a bound, drawn across; negative: none
  bool logarithmic = false;          // for values of many sizes; what is below a hundredth stands at the left
};

std::string svg_of(const BarPlot& plot);

// &, <, > and quotation marks as a page needs them.
std::string escaped(std::string_view text);

}  // namespace wirecheck
