/* The frame where there may be no database: for frame.c, theme.c and errors.c. */
#pragma once
#include "page/frame_view.h"

/* As frame_open and frame_close, for a council that may be made of built-in words. */
Writer frame_begin(const Council *council, Request *request, Response *response, const Frame *frame);
/* Closes what frame_begin opened. */
void frame_end(Writer *writer, const Council *council, Request *request, const Frame *frame);
/* The council's name or logo, and the navigation. */
void frame_header(Writer *writer, const FrameView *view);
/* The address of the style sheet with the council's colours; it changes when they do. */
Url theme_address(Arena *arena, const Council *council);
