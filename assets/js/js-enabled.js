// A classic script, first in <body>: tells the style sheet what the browser can do before anything is painted.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
