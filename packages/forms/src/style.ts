/**
 * The style sheet of a form. A page can override the custom properties on the element, and style the parts; light or dark
 * follows the page's `color-scheme`. On the accent is no system colour: where colours are forced, as by Windows' contrast
 * themes, those stay, and the accent does not. Written densely, because the minifier does not process style sheets.
 */
const css = `\
:host{\
--leadlight-accent:light-dark(#2250d0,#9fb9ff);\
--leadlight-on-accent:light-dark(#fff,#111);\
--leadlight-text:CanvasText;\
--leadlight-surface:Canvas;\
--leadlight-error:light-dark(#b3261e,#ffb4ab);\
--leadlight-radius:.5rem;\
display:block;max-width:36rem}\
:host([hidden]){display:none}\
*{box-sizing:border-box;min-width:0;margin:0;padding:0;border:0;font:inherit;color:inherit;accent-color:var(--leadlight-accent)}\
[part=form]{\
--muted:color-mix(in srgb,var(--leadlight-text) 70%,var(--leadlight-surface));\
overflow-wrap:anywhere;padding:1.5rem;color:var(--leadlight-text);border-radius:var(--leadlight-radius);line-height:1.5}\
[part=form],[part=input],option{background:var(--leadlight-surface)}\
h2,h3{font-size:1.5rem;font-weight:700;line-height:1.25;color:var(--leadlight-text)}\
h3{font-size:1.125rem}\
form,[part=fields],[part~=choices]{display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}\
[part=fields]{grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr))}\
[part~=choices]{gap:.5rem}\
[part~=rating]{grid-template-columns:repeat(auto-fit,minmax(2.75rem,1fr))}\
[part~=field]{grid-column:1/-1}\
[part~=half]{grid-column:auto}\
:empty[role]{position:absolute}\
[part=step],form p,small{font-size:.875em;color:var(--muted)}\
form [part=intro]{margin-top:-.75rem}\
[part=label],[part=error],[part=problems],[part~=button]{font-weight:600}\
small{font-weight:400}\
[part=input],fieldset [part=choice],[part~=button],[part=problems]{padding:.5rem .75rem;border:1px solid var(--muted);border-radius:var(--leadlight-radius)}\
[part=input]{display:block;width:100%}\
[part=input],[part~=button]{min-height:2.75rem}\
[part=input],[part~=choices],[part=error]{margin-top:.375rem}\
::placeholder{color:var(--muted);opacity:1}\
[part=choice],[part=buttons]{display:flex;gap:.625rem}\
[part=choice] input{flex:none;width:1.125rem;height:1.125rem;margin:.1875rem 0}\
fieldset [part=choice]:has(:checked){outline:2px solid var(--leadlight-accent)}\
[part~=rating] [part=choice]{justify-content:center}\
[part~=rating] input{position:absolute;opacity:0}\
[part~=rating] :has(:checked),[part~=button]{color:var(--leadlight-on-accent);background:var(--leadlight-accent);border-color:var(--leadlight-accent)}\
[part~=button]{padding-inline:1.5rem}\
[part~=back]{color:inherit;background:none;border-color:var(--muted)}\
[part=error],[part=problems]{color:var(--leadlight-error)}\
[part~=invalid] [part],[part=problems]{border-color:var(--leadlight-error)}\
[part=problem]{text-align:start;text-decoration:underline;background:none}\
ul{list-style:none}\
progress{width:100%;border:revert}\
:focus-visible,[part~=rating] :has(:focus-visible){outline:2px solid var(--leadlight-accent);outline-offset:2px}\
[tabindex]:focus{outline:0}`

/** Applies the style sheet to a shadow root; a constructed sheet works under the strictest Content-Security-Policy. */
export function applyStyle(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
}
