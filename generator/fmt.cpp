// {fmt}, compiled once instead of in every file that formats. Debian only has it as a shared library, and bobgen is
// static.
#include <fmt/format-inl.h>

#ifndef FMT_HEADER_ONLY
namespace fmt {
inline namespace v9 {
namespace detail {

// What the headers expect from a compiled library.
template thousands_sep_result<char> thousands_sep_impl<char>(locale_ref);
template char decimal_point_impl<char>(locale_ref);

}  // namespace detail
}  // namespace v9
}  // namespace fmt
#endif
