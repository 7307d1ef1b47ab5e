#include "report/svg.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/utf8.h"
#include "report/quality.h"

namespace wirecheck {
namespace {

constexpr int kLabels = 300, kBars = 460, kNotes = 130, kHeight = 14, kGap = 8, kTop = 24, kBottom = 22;
constexpr double kSmallest = 0.01;  // of a logarithmic scale

std::string number(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", value);
  return buffer;
}

class Scale {
 public:
  Scale(const BarPlot& plot) : logarithmic_(plot.logarithmic) {
    double largest = std::max(plot.line, 0.0);
    for (const Bar& bar : plot.bars)
      for (const double value : bar.values) largest = std::max(largest, value);
    largest_ = logarithmic_ ? std::pow(10, std::ceil(std::log10(std::max(largest, 10 * kSmallest)))) : largest > 0 ? largest : 1;
  }
  double at(double value) const {
    if (!logarithmic_) return kBars * value / largest_;
    if (value <= kSmallest) return 0;
    return kBars * std::log10(value / kSmallest) / std::log10(largest_ / kSmallest);
  }
  std::vector<double> ticks() const {
    std::vector<double> out;
    if (logarithmic_) {
      for (double tick = kSmallest; tick <= largest_ * 1.001; tick *= 10) out.push_back(tick);
      return out;
    }
    const double step = std::pow(10, std::floor(std::log10(largest_)));
    const double wide = largest_ / step < 2 ? step / 2 : step;
    for (double tick = 0; tick <= largest_ * 1.001; tick += wide) out.push_back(tick);
    return out;
  }

 private:
  bool logarithmic_;
  double largest_ = 1;
};

std::string shortened(const std::string& label) {
  constexpr uint32_t kColumns = 44;
  if (utf8::display_width(label) <= kColumns) return label;
  std::string out;
  for (size_t at = 0; at < label.size();) {
    const auto d = utf8::decode(label, at);
    if (utf8::display_width(out) + 2 > kColumns) break;
    utf8::append(out, d.c);
    at += d.size;
  }
  return out + utf8::encode(utf8::kEllipsis);
}

std::string text_at(double x, double y, const char* anchor, const char* kind, const std::string& text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\" class=\"" + kind + "\">" + escaped(text) + "</text>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') out += ' ';
    else out += c;
  }
  return out;
}

std::string svg_of(const BarPlot& plot) {
  const Scale scale(plot);
  const int rows = static_cast<int>(std::max<size_t>(plot.series.size(), 1));
  const int step = rows * kHeight + kGap, height = kTop + step * static_cast<int>(plot.bars.size()) + kBottom;
  std::string out = "<svg viewBox=\"0 0 " + std::to_string(kLabels + kBars + kNotes) + " " + std::to_string(height) + "\" role=\"img\" aria-label=\"" + escaped(plot.title) + "\">\n";
  double x = kLabels;
  for (size_t i = 0; i < plot.series.size() && plot.series.size() > 1; ++i) {
    out += "<rect class=\"bar-" + std::string(1, static_cast<char>('a' + i)) + "\" x=\"" + number(x) + "\" y=\"2\" width=\"10\" height=\"10\"/>\n" +
           text_at(x + 15, 11, "start", "label", plot.series[i]);
    x += 35 + 7.0 * utf8::display_width(plot.series[i]);
  }
  for (const double tick : scale.ticks()) {
    const double at = kLabels + scale.at(tick);
    out += "<line class=\"tick\" x1=\"" + number(at) + "\" y1=\"" + std::to_string(kTop - 4) + "\" x2=\"" + number(at) + "\" y2=\"" + std::to_string(height - kBottom) + "\"/>\n" +
           text_at(at, height - 6, "middle", "small", rate_text(tick));
  }
  double y = kTop;
  for (const Bar& bar : plot.bars) {
    out += text_at(kLabels - 8, y + rows * kHeight / 2.0 + 4, "end", "label", shortened(bar.label));
    double widest = 0;
    for (size_t i = 0; i < bar.values.size(); ++i) {
      const double width = std::max(scale.at(bar.values[i]), bar.values[i] > 0 ? 1.0 : 0.0);
      widest = std::max(widest, width);
      out += "<rect class=\"bar-" + std::string(1, static_cast<char>('a' + i)) + "\" x=\"" + std::to_string(kLabels) + "\" y=\"" + number(y + static_cast<double>(i) * kHeight) +
             "\" width=\"" + number(width) + "\" height=\"" + std::to_string(kHeight - 2) + "\"/>\n";
    }
    std::string note = bar.note;
    for (size_t i = 0; bar.note.empty() && i < bar.values.size(); ++i) note += (i ? " / " : "") + rate_text(bar.values[i]);
    out += text_at(kLabels + widest + 6, y + rows * kHeight / 2.0 + 4, "start", "small", note);
    y += step;
  }
  if (plot.line >= 0) {
    const double at = kLabels + scale.at(plot.line);
    out += "<line class=\"bound\" x1=\"" + number(at) + "\" y1=\"" + std::to_string(kTop - 4) + "\" x2=\"" + number(at) + "\" y2=\"" + std::to_string(height - kBottom) + "\"/>\n";
  }
  return out + "</svg>\n";
}

}  // namespace wirecheck
