/* Prints the table under test and one byte sum of each content. */
#include "assets.h"
#include <stdio.h>
#include <string.h>

/* With an argument: the gzip form of the style sheet. */
int main(int count, char **arguments) {
  (void)arguments;
  for (size_t i = 0; count > 1 && i < asset_count; i++) {
    if (strcmp(assets[i].name, "public.css") == 0) fwrite(assets[i].gzip, 1, assets[i].gzip_size, stdout);
  }
  if (count > 1) return 0;
  for (size_t i = 0; i < asset_count; i++) {
    const Asset *asset = &assets[i];
    unsigned sum = 0;
    for (size_t at = 0; at < asset->size; at++) sum += asset->bytes[at];
    printf("%s %s %s %s %zu %u", asset->name, asset->path ? asset->path : "-", asset->type, asset->etag,
           asset->size, sum);
    printf(" %d %d\n", asset->brotli && asset->brotli_size * 100 <= asset->size * 95,
           asset->gzip && asset->gzip[0] == 0x1F && asset->gzip_size * 100 <= asset->size * 95);
  }
  puts(ASSET_PUBLIC_CSS);
}
