"""The frame of an HTML file: its head, which lets nothing be loaded, and its style for screens and paper."""

from string import Template

PAGE = Template("""<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Dateline">
<meta name="dateline-id" content="$id">
<title>$title</title>
<style>
:root { color-scheme: light dark; --page: #fcfaf5; --ink: #221e19; --ink2: #585147; --line: #dfd9cc; --link: #9c3a1c; }
@media (prefers-color-scheme: dark) {
  :root { --page: #1c1a17; --ink: #eae4d8; --ink2: #b9b0a0; --line: #3b362f; --link: #f0a07f; }
}
body { margin: 0; background: var(--page); color: var(--ink); font: 1.19rem/1.58 "Source Serif 4", "Source Serif Pro",
  Georgia, serif; overflow-wrap: anywhere; }
main { max-width: 34rem; margin: 3rem 14rem 4rem max(1.5rem, calc(50vw - 26rem)); }
h1 { font-size: 2.06rem; line-height: 1.21; letter-spacing: -0.012em; margin: .5rem 0 1.2rem; }
h2, h3 { line-height: 1.3; margin: 2rem 0 .4rem; } h3 { font-size: 1.1rem; } h2 { font-size: 1.35rem; }
p, ul, figure, blockquote, table, pre { margin: 0 0 .9rem; }
.kicker, .byline, .credit, aside, .cited, footer, .count { font: .8rem/1.4 "Source Sans 3", "Source Sans Pro",
  system-ui, sans-serif; color: var(--ink2); }
.kicker, .byline { font-weight: 600; } .standfirst, .caption, .description { color: var(--ink2); }
.caption { font-size: .94rem; line-height: 1.47; margin: 0; } figure { margin: 1.2rem 0; }
.credit { margin: .2rem 0 0; }
img { max-width: 100%; max-height: 60vh; border-radius: 4px; display: block; margin-bottom: .6rem; }
blockquote { border-left: 3px solid var(--line); padding-left: 1.2rem; margin-left: 0; }
table { border-collapse: collapse; font-size: 1rem; } td { border-bottom: 1px solid var(--line); padding: .3rem .8rem
  .3rem 0; vertical-align: top; }
pre { font-size: .94rem; white-space: pre-wrap; } a { color: var(--link); }
.passage { position: relative; }
aside { border-left: 3px solid var(--ink2); padding-left: .8rem; margin: 0 0 .5rem; }
aside.partial { border-left-style: dashed; } aside.indirect { border-left-style: dotted; }
aside b { color: var(--ink); display: block; }
.said { margin: 0 0 1.2rem; } .note { white-space: pre-wrap; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .8rem; }
@media (min-width: 54rem) {
  .margin { float: right; clear: right; width: 11rem; margin-right: -13rem; }
}
@media (max-width: 53.99rem) { main { margin: 1.5rem auto; padding: 0 1.2rem; } }
@media print {
  :root { --page: #fff; --ink: #000; --ink2: #333; --line: #bbb; --link: #000; }
  body { font-size: 10.5pt; } main { margin: 0 12rem 0 0; max-width: none; }
  .margin { float: right; clear: right; width: 9.5rem; margin-right: -11.5rem; }
  p, figure, aside, .said, tr { break-inside: avoid; } h1, h2, h3 { break-after: avoid; }
}
</style>
</head>
<body>
<main>
$body
</main>
</body>
</html>
""")
