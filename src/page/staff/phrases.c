#include "page/staff/phrases.h"
#include "rules/procedure_parts.h"

Text post_phrase(Text post) { return word_phrase(WORDS_POST, post); }
Text tell_phrase(Text thing) { return word_phrase(WORDS_TELL, thing); }
Text content_phrase(Text content) { return word_phrase(WORDS_CONTENT, content); }
Text ombudsman_phrase(Text ombudsman) { return word_phrase(WORDS_OMBUDSMAN, ombudsman); }
