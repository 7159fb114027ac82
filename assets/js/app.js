// Starts the components that a page has; each page works without. The page names the address of the kit, which changes
// with its content: <script type="module" src="(app.js)" data-kit="(govuk-frontend.js)"></script>
const kit = document.querySelector('script[data-kit]')?.dataset.kit

if (kit) {
  const {
    Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, Radios,
    ServiceNavigation, SkipLink, createAll
  } = await import(kit)
  const components = [
    Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, Radios,
    ServiceNavigation, SkipLink
  ]
  for (const component of components) createAll(component)
}
