/// What the page looks like, and the script that searches it.
#pragma once

#include <string_view>

namespace bobgen::page {

/// The names of classes begin with `r-`, since the pictures have a style sheet, too.
inline constexpr std::string_view page_style = R"(
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--bg:#fff;--head:#f6f8fa;--link:#0550ae;
--bad:#a40e26;--bad-bg:#ffebe9;--warn:#7a4e00;--warn-bg:#fff5d6;--good:#116329;--good-bg:#e6f6ea;--mark:#ffe9a8}
*{box-sizing:border-box}
html{scroll-padding-top:5rem}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
code,pre,.r-code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.88em}
code{overflow-wrap:anywhere}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.r-skip{position:absolute;left:-999rem}.r-skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.4rem .8rem;z-index:3}
.r-bar{position:sticky;top:0;z-index:2;background:var(--bg);border-bottom:1px solid var(--line)}
.r-bar>div,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
.r-bar>div{display:flex;flex-wrap:wrap;gap:.4rem 1.25rem;align-items:center;padding-top:.6rem;padding-bottom:.6rem}
.r-bar strong{font-weight:650}
.r-bar nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:0;padding:0}
.r-bar form{margin-left:auto;display:flex;align-items:center;gap:.6rem;min-width:0}
.r-bar [hidden]{display:none}
.r-bar input{font:inherit;color:inherit;background:var(--head);border:1px solid var(--soft);border-radius:6px;padding:.25rem .6rem;width:15rem;max-width:100%}
output{color:var(--soft);font-size:.88em;white-space:nowrap}
h1{font-size:1.7rem;line-height:1.25;margin:2rem 0 .4rem;letter-spacing:-.01em}
h2{font-size:1.35rem;margin:3.2rem 0 .4rem;padding-top:1.1rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:2.2rem 0 .5rem}
h4{font-size:.95rem;margin:1.4rem 0 .4rem}
p{margin:.4rem 0;max-width:46rem}
.r-soft{color:var(--soft)}
.r-facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.7rem;margin:1.1rem 0;padding:0;list-style:none}
.r-facts li{border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem;color:var(--soft);font-size:.88em}
.r-facts b{display:block;font-size:1.45rem;line-height:1.2;font-weight:600;color:var(--ink);font-variant-numeric:tabular-nums}
.r-facts .r-look b{color:var(--warn)}
.r-scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;margin:.6rem 0}
.r-scroll svg{display:block}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.92em}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem;border-bottom:1px solid var(--line)}
tbody tr:last-child>*,tfoot tr:last-child>*{border-bottom:0}
tfoot th,tfoot td{border-top:1px solid var(--line);border-bottom:0}
thead th{background:var(--head);color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:600}
.r-number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.r-matrix th:first-child{position:sticky;left:0;background:var(--bg);border-right:1px solid var(--line)}
.r-matrix thead th:first-child{background:var(--head)}
.r-matrix td{min-width:7rem}
.r-tag{display:inline-block;border-radius:999px;padding:0 .6em;font-size:.86em;line-height:1.6;white-space:nowrap;border:1px solid transparent}
.r-bad{color:var(--bad);background:var(--bad-bg)}.r-warn{color:var(--warn);background:var(--warn-bg)}
.r-good{color:var(--good);background:var(--good-bg)}.r-plain{color:var(--soft);border-color:var(--line)}
.r-finding{border:1px solid var(--line);border-radius:8px;padding:.7rem .9rem;margin:.7rem 0}
.r-finding h4{margin:0;font-weight:600}
.r-finding dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;margin:.5rem 0 0}
.r-finding dt{color:var(--soft)}.r-finding dd{margin:0;overflow-wrap:anywhere}
pre{margin:.5rem 0;padding:.6rem .8rem;background:var(--head);border-radius:6px;overflow-x:auto;line-height:1.5}
.r-scroll pre{margin:0;border-radius:0}
mark{background:var(--mark);color:#1b1f24;border-radius:2px}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2.5rem;color:var(--soft);border-top:1px solid var(--line);font-size:.88em}
@media(max-width:40rem){.r-bar form{margin-left:0;width:100%}.r-bar input{flex:1;width:auto;min-width:0}h1{font-size:1.4rem}
.r-bar{position:static}.r-finding dl{grid-template-columns:1fr}.r-matrix th:first-child{position:static}}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--line:#30363d;--bg:#0d1117;--head:#161b22;
--link:#79b8ff;--bad:#ff9d96;--bad-bg:#3c1618;--warn:#f0c24b;--warn-bg:#33270a;--good:#6fdd8b;--good-bg:#0f2d1a;--mark:#e3c35c}}
@media print{:root{color-scheme:light}.r-bar,.r-skip{display:none}body{font-size:10pt}.r-scroll{overflow:visible;border:0}
.r-scroll svg{width:100%;height:auto}h2{break-before:page}tr,.r-finding{break-inside:avoid}pre{white-space:pre-wrap}
.r-matrix th:first-child{position:static}}
)";

inline constexpr std::string_view page_script = R"(
(() => {
  const form = document.querySelector('.r-bar form'), input = form.querySelector('input');
  const said = form.querySelector('output');
  const rows = [...document.querySelectorAll('main tbody tr, .r-finding')];
  const texts = rows.map((one) => one.textContent.toLowerCase());
  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((one, i) => {
      one.hidden = !words.every((word) => texts[i].includes(word));
      if (!one.hidden) ++shown;
    });
    said.textContent = words.length ? shown + ' of ' + rows.length : '';
  };
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('input', search);
  addEventListener('beforeprint', () => rows.forEach((one) => { one.hidden = false; }));
  addEventListener('afterprint', search);
  search();
})();
)";

}  // namespace bobgen::page
