// The claims that the table shows, as a file.
filters.append(downloadButton(
  () => document.title,
  () => [
    columns.map(({ title }) => t(title)),
    ...shown.map((claim) => columns.map(({ key, show }) => (show ? show(claim) : claim[key]))),
  ],
));
