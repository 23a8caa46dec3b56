/** The style sheet of the panel. It is a constructed one, because a strict Content-Security-Policy forbids style elements. */
export const style = `
:host { all: initial; position: fixed; inset: auto 12px 12px auto; z-index: 2147483647; }
* { box-sizing: border-box; }
section { width: min(440px, calc(100vw - 24px)); max-height: min(620px, calc(100vh - 24px)); display: flex; flex-direction: column;
  font: 13px/1.45 system-ui, sans-serif; color: #1b1f24; background: #fff; border: 1px solid #6b7480; border-radius: 10px;
  box-shadow: 0 8px 32px rgb(0 0 0 / 25%); overflow: hidden; }
header { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 14px; background: #14213d; color: #fff; }
h2 { flex: 1; margin: 0; font-size: 14px; }
h3 { margin: 16px 0 6px; font-size: 13px; }
h4 { margin: 10px 0 4px; font-size: 13px; font-weight: 600; }
button { font: inherit; color: inherit; background: transparent; border: 1px solid #aab4c4; border-radius: 6px; padding: 3px 10px; cursor: pointer; }
:focus-visible { outline: 3px solid #f0a500; outline-offset: 1px; }
#body { overflow: auto; padding: 10px 14px 14px; overflow-wrap: anywhere; }
#body[hidden] { display: none; }
p { margin: 0 0 6px; }
.state { padding: 6px 10px; border-radius: 6px; background: #fdecea; color: #7a1810; font-weight: 600; }
.state.active { background: #e6f4ea; color: #14532d; }
.problem { padding: 6px 10px; border-radius: 6px; background: #fff4d6; color: #5c3d00; }
.problem:empty { display: none; }
ol, ul { margin: 0; padding: 0; list-style: none; }
li { padding: 4px 0; border-top: 1px solid #e3e7ec; }
summary { cursor: pointer; }
pre { margin: 4px 0; padding: 8px; background: #f3f5f8; border-radius: 6px; font: 11px/1.4 ui-monospace, monospace; white-space: pre-wrap; }
.mark, .why { color: #4a5463; font-size: 12px; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
caption { text-align: start; font-weight: 600; padding: 8px 0 2px; }
th, td { text-align: start; vertical-align: top; padding: 4px 8px 4px 0; border-top: 1px solid #e3e7ec; font-weight: 400; }
th[scope=col] { color: #4a5463; font-size: 12px; }
th:first-child { width: 30%; }
.sent { color: #14532d; font-weight: 600; }
.filled, .withheld { color: #7a1810; font-weight: 600; }
.empty { color: #4a5463; }
`
