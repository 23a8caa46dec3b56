import type { FormTheme } from '@leadlight/protocol'

/** Style sheet of layers. */
export const layerStyle = `
:host{display:contents;max-width:none}
[part~=layer]{border:0;padding:0;margin:auto;max-width:min(36rem,100vw - 2rem);width:100%;max-height:min(46rem,100dvh - 2rem);overflow:auto;overscroll-behavior:contain;color:var(--leadlight-text);background:var(--leadlight-surface);border-radius:var(--leadlight-radius);box-shadow:0 1rem 3rem rgb(0 0 0/.3)}
[part~=layer]:focus{outline:0}
[part~=layer]:focus-visible{outline:2px solid var(--leadlight-accent);outline-offset:-2px}
[part~=layer]::backdrop{background:rgb(0 0 0/.5)}
[part~=slide-in],[part~=bar]{position:fixed;z-index:2147483647;inset:auto}
[part~=slide-in]{inset-block-end:1rem;inset-inline-end:1rem;max-width:min(24rem,100vw - 2rem)}
[part~=bar]{inset-inline:0;inset-block-end:0;max-width:none;border-radius:0;max-height:60dvh}
[part~=bar] [part=form]{max-width:60rem;margin-inline:auto}
[part=close]{position:absolute;inset-block-start:.5rem;inset-inline-end:.5rem;width:2.75rem;height:2.75rem;font-size:1.5rem;line-height:1;background:none;border-radius:var(--leadlight-radius);cursor:pointer;z-index:1}
[part=close]~* [part=title]{padding-inline-end:2rem}
@media (prefers-reduced-motion:no-preference){
[part~=layer][open]{animation:leadlight-rise .25s ease-out}
@keyframes leadlight-rise{from{opacity:0;translate:0 1.5rem}}
}
@media (forced-colors:active){[part~=layer]{border:2px solid}}
`

/** Style sheets of themes: custom properties, which a page can override, and a few rules. */
export const themeStyles: Readonly<Record<FormTheme, string>> = {
  card: `
:host{--leadlight-accent:light-dark(#0b57d0,#a8c7fa);--leadlight-radius:.75rem;--leadlight-surface:light-dark(#fff,#1e1f22)}
[part=form]{border:1px solid light-dark(#d9dce3,#44464c);box-shadow:0 .125rem .75rem rgb(0 0 0/.08)}
[part~=layer] [part=form]{border:0;box-shadow:none}`,
  paper: `
:host{--leadlight-accent:#8a3b12;--leadlight-on-accent:#fff;--leadlight-text:#2c2118;--leadlight-surface:#fbf6ec;--leadlight-error:#a1260d;--leadlight-radius:.125rem;color-scheme:light}
[part=form]{border-block:3px double #b99f7b}
h2,h3{font-family:Georgia,"Noto Serif",serif}`,
  forest: `
:host{--leadlight-accent:#17643c;--leadlight-on-accent:#fff;--leadlight-text:#10281b;--leadlight-surface:#f0f7ef;--leadlight-error:#9c2a15;--leadlight-radius:1rem;color-scheme:light}
[part~=button]{border-radius:99rem}`,
  night: `
:host{--leadlight-accent:#ffb454;--leadlight-on-accent:#20170a;--leadlight-text:#eceff4;--leadlight-surface:#171a21;--leadlight-error:#ff9d94;--leadlight-radius:.625rem;color-scheme:dark}
h2{letter-spacing:-.01em}`,
  bold: `
:host{--leadlight-accent:#1b1b1b;--leadlight-on-accent:#ffe14d;--leadlight-text:#1b1b1b;--leadlight-surface:#ffe14d;--leadlight-error:#8f1107;--leadlight-radius:0;color-scheme:light}
h2{font-size:2rem;font-weight:800;line-height:1.1}
[part=input],fieldset [part=choice],[part~=button]{border-width:2px;border-color:var(--leadlight-text)}`,
}
