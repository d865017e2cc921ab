go();
ask().then(() => {
  if (route.scope === "report" && known.has(route.key)) go();
});
