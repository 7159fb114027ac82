/* What the frame's template is given; for frame.c and frame.html alone. */
#pragma once
#include "assets.h"
#include "page/page.h"

typedef struct FrameView {
  const Frame *frame;
  const Council *council;
  Text service; /* of the title and the navigation */
  Url home;     /* of the service */
  Url style, theme;
  bool staff; /* signed in, on a staff page */
  bool scripts;
  bool may_search, may_report, may_administer;
  Text person, token; /* of the sign-out form */
  Text words;         /* searched for */
} FrameView;
