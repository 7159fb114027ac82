/* Routes as a tree of path pieces: a path is found by one binary search per piece, however many routes there
 * are. */
#include "web/server.h"
#include <string.h>

#define PIECES_MAX ((size_t)16)
#define ARGUMENTS_MAX ((size_t)4)

typedef struct Node Node;
struct Node {
  Text piece;
  Node **children; /* sorted by piece */
  size_t child_count;
  Node *argument;         /* any piece */
  const Route *routes[2]; /* by Method */
};

struct Router {
  Node root;
};

/* Where the piece stands among the children, or would stand. */
static size_t child_place(const Node *node, Text piece) {
  size_t low = 0, high = node->child_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (text_compare(node->children[middle]->piece, piece) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static Node *child_of(const Node *node, Text piece) {
  size_t place = child_place(node, piece);
  if (place == node->child_count || !text_equal(node->children[place]->piece, piece)) return NULL;
  return node->children[place];
}

static Node *child_add(Arena *arena, Node *node, Text piece) {
  Node *child = child_of(node, piece);
  if (child) return child;
  size_t place = child_place(node, piece);
  node->children =
      arena_grow(arena, node->children, node->child_count, node->child_count + 1, sizeof(Node *));
  memmove(node->children + place + 1, node->children + place, (node->child_count - place) * sizeof(Node *));
  child = ARENA_NEW(arena, Node);
  child->piece = piece;
  node->children[place] = child;
  node->child_count++;
  return child;
}

static void route_add(Arena *arena, Node *node, const Route *route) {
  Text rest = text_of(route->path), piece;
  size_t pieces = 0, arguments = 0;
  if (!text_starts(rest, TEXT("/"))) BUG("route %s does not begin with /", route->path);
  rest = text_slice(rest, 1, rest.length);
  while (!text_is_empty(rest) && text_next(&rest, '/', &piece)) {
    if (text_is_empty(piece) || ++pieces > PIECES_MAX)
      BUG("route %s has an empty piece or too many", route->path);
    if (piece.at[0] != ':') {
      node = child_add(arena, node, piece);
      continue;
    }
    if (++arguments > ARGUMENTS_MAX) BUG("route %s has too many arguments", route->path);
    if (!node->argument) node->argument = ARENA_NEW(arena, Node);
    node = node->argument;
  }
  if (node->routes[route->method]) BUG("route %s stands twice", route->path);
  node->routes[route->method] = route;
}

const Router *router_new(Arena *arena, const Route *routes, size_t count) {
  Router *router = ARENA_NEW(arena, Router);
  for (size_t i = 0; i < count; i++) route_add(arena, &router->root, &routes[i]);
  return router;
}

typedef struct Path {
  Text pieces[PIECES_MAX + 1];
  size_t count;
} Path;

/* One piece, decoded: no slash, no dots, no control characters, UTF-8. */
static bool piece_read(Arena *arena, Text raw, Text *piece) {
  Text decoded;
  if (!percent_decode(arena, raw, false, &decoded) || text_is_empty(decoded)) return false;
  if (text_equal(decoded, TEXT(".")) || text_equal(decoded, TEXT(".."))) return false;
  for (size_t i = 0; i < decoded.length; i++) {
    unsigned char byte = (unsigned char)decoded.at[i];
    if (byte < 0x20 || byte == 0x7f || byte == '/' || byte == '\\') return false;
  }
  return !text_clean(arena, decoded, piece);
}

/* A slash at the end is an empty last piece, which no route has. False: malformed. */
static bool path_read(Arena *arena, Text path, Path *out) {
  Text rest = text_slice(path, 1, path.length), raw;
  while (!text_is_empty(rest) && text_next(&rest, '/', &raw)) {
    if (out->count > PIECES_MAX) return true; /* longer than any route */
    if (!piece_read(arena, raw, &out->pieces[out->count++])) return false;
  }
  bool slash_at_end = path.length > 1 && text_ends(path, TEXT("/"));
  if (slash_at_end && out->count <= PIECES_MAX) out->pieces[out->count++] = TEXT_NONE;
  return true;
}

/* The node of the rest of the path that answers the method (or, with -1, any). The depth is bounded by the
 * routes. */
static const Node *descend(const Node *node, const Path *path, size_t at, int method, Text *arguments) {
  if (at == path->count) {
    bool answers = method < 0 ? node->routes[0] || node->routes[1] : node->routes[method] != NULL;
    return answers ? node : NULL;
  }
  const Node *child = child_of(node, path->pieces[at]);
  const Node *found = child ? descend(child, path, at + 1, method, arguments) : NULL;
  if (found || !node->argument || text_is_empty(path->pieces[at])) return found;
  *arguments = path->pieces[at];
  return descend(node->argument, path, at + 1, method, arguments + 1);
}

int router_find(const Router *router, Arena *arena, Method method, Text path, RouteMatch *match) {
  static const char *const allows[] = {"", "GET, HEAD", "POST", "GET, HEAD, POST"};
  *match = (RouteMatch){.arguments = {TEXT_NONE, TEXT_NONE, TEXT_NONE, TEXT_NONE}};
  Path pieces = {.count = 0};
  if (!text_starts(path, TEXT("/")) || text_contains(path, TEXT("//")) || !path_read(arena, path, &pieces))
    return 400;
  const Node *node = descend(&router->root, &pieces, 0, (int)method, match->arguments);
  if (node) {
    match->route = node->routes[method];
    return 0;
  }
  Text unused[ARGUMENTS_MAX];
  node = descend(&router->root, &pieces, 0, -1, unused);
  if (!node) return 404;
  match->allow = allows[(node->routes[METHOD_GET] ? 1 : 0) + (node->routes[METHOD_POST] ? 2 : 0)];
  return 405;
}
