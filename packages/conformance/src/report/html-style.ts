const light = `color-scheme: light; --bg: #FAF9F6; --surface: #FFFFFF; --sunken: #F4F2ED; --hover: #EFECE6; --line: #E5E1D9;
  --line-strong: #D3CDC2; --text: #1B1916; --text-2: #555047; --text-3: #6C665B; --accent: #0B6174; --ok: #1C6A3B; --ok-soft: #E6F3EA;
  --ok-mark: #2B8A50; --warn: #855000; --warn-soft: #FBF0DC; --warn-mark: #C07A0C; --bad: #B0271E; --bad-soft: #FBE9E7; --bad-mark: #CF3B30;`
const dark = `color-scheme: dark; --bg: #121110; --surface: #191816; --sunken: #201F1C; --hover: #282622; --line: #2E2B27;
  --line-strong: #423E38; --text: #F0EDE7; --text-2: #BAB4A8; --text-3: #9C9588; --accent: #69C3D4; --ok: #7CCB97; --ok-soft: #14291C;
  --ok-mark: #4FB077; --warn: #E4B464; --warn-soft: #2C230F; --warn-mark: #D39A35; --bad: #F2938A; --bad-soft: #341816; --bad-mark: #E2625A;`

/** The style of the report page: the product's tokens in both themes, and nothing from another host. */
export const style = `
:root { ${light}
  --font: "Inter", system-ui, -apple-system, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  --mono: "JetBrains Mono", ui-monospace, "SFMono-Regular", Consolas, "PingFang SC", "Microsoft YaHei", "Noto Sans Mono CJK SC", monospace; }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: .875rem/1.375rem var(--font); font-variant-numeric: tabular-nums; }
main { max-width: 1080px; margin: 0 auto; padding: 0 24px 80px; }
header.bar { border-bottom: 1px solid var(--line); background: var(--surface); }
header.bar > div { max-width: 1080px; margin: 0 auto; padding: 0 24px; height: 52px; display: flex; align-items: center; gap: 9px; }
header.bar svg { width: 22px; height: 22px; }
header.bar .word { font-size: 1rem; font-weight: 650; letter-spacing: -.02em; }
header.bar .what { margin-left: auto; color: var(--text-3); font-size: .75rem; }
.arch { fill: var(--text); } .door { fill: var(--accent); }
h1 { display: flex; align-items: center; gap: 12px; margin: 40px 0 8px; font-size: 1.75rem; line-height: 2.25rem; font-weight: 600; letter-spacing: -.012em; }
h2 { margin: 48px 0 12px; font-size: 1.125rem; line-height: 1.625rem; font-weight: 600; letter-spacing: -.012em; }
h3 { margin: 0; font-size: 1rem; line-height: 1.5rem; font-weight: 600; }
p { margin: 0; }
.lead { color: var(--text-2); overflow-wrap: anywhere; }
code, pre { font-family: var(--mono); font-size: .75rem; line-height: 1.25rem; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); margin: 24px 0 0; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
.figures div { padding: 16px 20px; border-left: 1px solid var(--line); }
.figures div:first-child { border-left: 0; }
.figures dt { display: flex; align-items: center; gap: 8px; color: var(--text-3); font-size: .75rem; line-height: 1.125rem; }
.figures dd { margin: 4px 0 0; font-size: 1.375rem; line-height: 1.875rem; font-weight: 600; }
.share { display: flex; gap: 2px; height: 6px; margin-top: 12px; }
.share span { border-radius: 2px; min-width: 3px; }
.share .pass { background: var(--ok-mark); } .share .fail { background: var(--bad-mark); } .share .warn { background: var(--warn-mark); } .share .skip { background: var(--line-strong); }
.mark { flex: none; width: 12px; height: 12px; }
h1 .mark { width: 20px; height: 20px; }
.mark.pass { fill: var(--ok-mark); } .mark.fail { fill: var(--bad-mark); } .mark.warn { fill: var(--warn-mark); } .mark.skip { fill: var(--text-3); }
.card { margin-top: 12px; padding: 20px; border: 1px solid var(--line); border-left: 3px solid var(--bad-mark); border-radius: 10px; background: var(--surface); }
.card.warn { border-left-color: var(--warn-mark); }
.card.skip { border-left-color: var(--line); }
.card .meta, .meta { color: var(--text-3); font-size: .75rem; line-height: 1.125rem; }
.card .meta { margin-top: 2px; overflow-wrap: anywhere; }
.card .why { margin-top: 12px; overflow-wrap: anywhere; }
.card .fix { margin-top: 12px; padding: 12px 16px; border-radius: 6px; background: var(--sunken); overflow-wrap: anywhere; }
.card .fix b { display: block; font-weight: 600; font-size: .75rem; color: var(--text-3); }
details > summary { cursor: pointer; }
summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.card > details { margin-top: 12px; }
.card > details > summary, .exchange > summary { color: var(--accent); font-size: .8125rem; line-height: 1.25rem; }
.exchange { margin-top: 8px; }
.exchange b { display: block; margin-top: 8px; font-size: .75rem; font-weight: 600; color: var(--text-3); }
pre { margin: 4px 0 0; padding: 12px 16px; border-radius: 6px; background: var(--sunken); overflow: auto; max-height: 320px; white-space: pre-wrap; overflow-wrap: anywhere; }
.group { margin-top: 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
.group > summary { display: flex; align-items: center; gap: 12px; padding: 12px 20px; font-weight: 600; list-style: none; }
.group > summary::-webkit-details-marker { display: none; }
.group > summary .meta { margin-left: auto; font-weight: 400; white-space: nowrap; }
.group > summary::before { content: ""; width: 7px; height: 7px; border: solid var(--text-3); border-width: 0 1.6px 1.6px 0; transform: rotate(-45deg); transition: transform 120ms cubic-bezier(.2,0,0,1); }
.group[open] > summary::before { transform: rotate(45deg); }
.row { border-top: 1px solid var(--line); }
.row > summary, .row > div.line { display: grid; grid-template-columns: 12px 1fr auto; gap: 2px 12px; align-items: center; padding: 9px 20px; font-size: .8125rem; line-height: 1.25rem; list-style: none; }
.row > summary::-webkit-details-marker { display: none; }
.row > summary:hover { background: var(--hover); }
.row .id { grid-column: 2; color: var(--text-3); overflow-wrap: anywhere; }
.row .level { grid-column: 3; grid-row: 1; color: var(--text-3); font-size: .75rem; }
.row .inside { padding: 0 20px 16px 44px; }
footer { margin-top: 48px; color: var(--text-3); font-size: .75rem; line-height: 1.125rem; }
@media (max-width: 640px) {
  main, header.bar > div { padding-left: 16px; padding-right: 16px; }
  h1 { margin-top: 24px; font-size: 1.375rem; line-height: 1.875rem; }
  .figures { grid-template-columns: repeat(2, 1fr); }
  .figures div { padding: 12px 16px; }
  .figures div:nth-child(3) { border-left: 0; } .figures div:nth-child(n + 3) { border-top: 1px solid var(--line); }
  .card { padding: 16px; } .row > summary { padding: 9px 16px; } .group > summary { padding: 12px 16px; } .row .inside { padding: 0 16px 16px; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media print { details > :not(summary) { display: block; } body { background: #fff; } }
`
