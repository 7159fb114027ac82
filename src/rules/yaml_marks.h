/* Where each value of a YAML text stands: paths such as stages[0].clocks[1].starts to line and column. */
#pragma once
#include "rules/procedure.h"

typedef struct YamlNode {
  Text path;
  Text value; /* of a scalar */
  bool scalar;
  int line, column;         /* from 1 */
  int key_line, key_column; /* of its key in a mapping, else 0 */
} YamlNode;

typedef struct YamlMarks {
  const YamlNode *nodes;
  size_t count;
} YamlMarks;

/* False with the mistake where the text is not one YAML document, has an alias, an anchor or a tag, a key
 * twice, or is too deep or too large. */
bool yaml_marks_read(Arena *arena, Text yaml, YamlMarks *marks, Mistake *mistake);
const YamlNode *yaml_marks_find(YamlMarks marks, Text path);
/* The node of the path, or of what holds it. */
const YamlNode *yaml_marks_nearest(YamlMarks marks, Text path);
