/* Error pages in plain words. They work where the database does not. */
#include "page/errors.h"
#include "errors_template.h"

#define T(literal)                                                                                           \
  { literal, sizeof(literal) - 1 }

typedef struct ErrorWords {
  int status;
  Text title, words;
} ErrorWords;

static const ErrorWords WORDS[] = {
    {400, T("We could not read that"),
     T("Something in what was sent to us is not right. Go back and try again.")},
    {403, T("You cannot do this"),
     T("This page may have been open too long, or you may not be allowed to use it. Go back, load the page "
       "again, "
       "and try once more.")},
    {404, T("Page not found"),
     T("Check the web address. If you pasted it, check that you copied all of it.")},
    {405, T("That did not work"), T("This page cannot be used in that way. Go back and try again.")},
    {409, T("Someone else changed this first"),
     T("Nothing of yours was saved. Go back, load the page again to see what changed, and try once more.")},
    {413, T("That is too long"), T("What you sent is too big for us to take. Go back and make it shorter.")},
    {414, T("The web address is too long"), T("Check the web address and try again.")},
    {415, T("We could not read that"), T("What was sent is of a kind that we cannot take.")},
    {429, T("Too many tries"),
     T("You have tried this many times in a short while. Please wait before you try again.")},
    {503, T("Sorry, the service is not working"),
     T("We cannot save anything right now. Please try again in a few minutes.")},
};
static const ErrorWords SERVER_WORDS = {
    500, T("Sorry, there is a problem"),
    T("Something went wrong on our side. Please try again in a few minutes.")};

/* A disk that is full or gone says so: nothing can be saved, whatever the status. */
static const ErrorWords *words_for(int status, Error error) {
  if (status >= 500 && error && error->code == ERROR_IO) status = 503;
  for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
    if (WORDS[i].status == status) return &WORDS[i];
  return &SERVER_WORDS;
}

/* What stands in where the settings cannot be read. */
static const Council UNKNOWN = {
    .name = T("Your council"),
    .home = T("/"),
    .service_name = T("Complaints, compliments and enquiries"),
    .team = T("Complaints team"),
    .phone = T(""),
    .hours = T(""),
    .email = T(""),
    .address = T(""),
    .brand = T("#00664f"),
    .link = T("#00513f"),
    .link_hover = T("#003d2f"),
    .logo = T(""),
};

/* The words of the fault are for the user where the user can mend it. */
static Text more_words(int status, Error error) {
  bool mendable = status == 400 || status == 403 || status == 409;
  return mendable && error ? error->words : TEXT_NONE;
}

/* What is too long is refused before its cookies are read: there the address alone says that a draft was
 * being written. */
static bool answers_kept(const Request *request, int status) {
  bool draft = text_starts(request->path, TEXT("/complaint/"));
  if (status == 413) return draft;
  return draft && (status == 429 || status >= 500) && !text_is_empty(request->draft_cookie);
}

void page_error(Request *request, Response *response, int status, Error error) {
  Ctx ctx;
  const ErrorWords *words = words_for(status, error);
  bool known = request->db && !page_ctx(request, &ctx);
  const Council *council = known ? &ctx.directory->council : &UNKNOWN;
  bool staff = request->identity.user.value != 0 && text_starts(request->path, TEXT("/staff"));
  Frame frame = {.side = staff ? SIDE_STAFF : SIDE_PUBLIC, .title = words->title, .private_page = true};
  ErrorView view = {.title = words->title,
                    .words = words->words,
                    .more = more_words(status, error),
                    .council = council,
                    .incident = request->id,
                    .staff = staff,
                    .kept = answers_kept(request, status),
                    .wait = response->retry_after};
  response->status = status;
  Writer writer = frame_begin(council, request, response, &frame);
  error_body(&writer, &view);
  frame_end(&writer, council, request, &frame);
}
