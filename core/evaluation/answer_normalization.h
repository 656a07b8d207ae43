#pragma once

#include <string>
#include <string_view>

namespace lectern::evaluation {

/// What SQuAD's evaluation makes of an answer before it compares: lower case, no ASCII punctuation, no
/// articles (a, an, the), single spaces. UTF-8 in and out.
std::string normalizeAnswer(std::string_view answer);

}  // namespace lectern::evaluation
