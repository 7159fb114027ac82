go();
//# sourceMappingURL=a.js.map
