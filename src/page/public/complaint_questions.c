/* The questions of the complaint form, in their order. */
#include "complaint_template.h"
#include "page/public/complaint.h"

#define STORY_MAX 20000
#define LINES_MAX 2000
#define LINE_MAX 200

static bool answer_is(const Form *answers, const char *name, const char *value) {
  return text_equal(form_value(answers, name), text_of(value));
}

static bool answer_has(const Form *answers, const char *name, const char *value) {
  Text values[10];
  size_t count = form_values(answers, name, values, 10);
  for (size_t i = 0; i < count; i++)
    if (text_equal(values[i], text_of(value))) return true;
  return false;
}

static bool for_someone(const Form *answers) {
  return answer_is(answers, "whom", "other") || answer_is(answers, "whom", "councillor");
}
static bool long_ago(const Form *answers) { return answer_is(answers, "long_ago", "yes"); }
static bool is_named(const Form *answers) { return answer_is(answers, "name_choice", "give"); }
static bool by_email(const Form *answers) { return answer_has(answers, "contact", "email"); }
static bool by_phone(const Form *answers) { return answer_has(answers, "contact", "phone"); }
static bool by_post(const Form *answers) { return answer_has(answers, "contact", "post"); }
static bool by_helper(const Form *answers) { return answer_has(answers, "contact", "representative"); }
static bool has_details(const Form *answers) { return is_named(answers) && form_has(answers, "contact"); }

static void check_safe(Arena *arena, FieldValues *values) {
  bool more = text_equal(field(values, "safe"), TEXT("no"));
  if (more && text_is_empty(field(values, "safe_more")))
    field_add_error(arena, values, "safe_more", TEXT("Tell us what we need to know to keep you safe"));
}

#define CHOICES(...) ((const Choice[]){__VA_ARGS__, {NULL, NULL, NULL}})
#define QUESTION(question_id, sentence, list, ...)                                                           \
  {                                                                                                          \
    .id = question_id, .words = sentence, .controls = list, .control_count = sizeof list / sizeof list[0],   \
    __VA_ARGS__                                                                                              \
  }

static const Control WHO[] = {{
    .control = CONTROL_RADIOS,
    .kind = FIELD_CHOICE,
    .name = "whom",
    .missing = "Select who this complaint is for",
    .choices = CHOICES(
        {"self", "Me", NULL}, {"other", "Someone else", "For example, your child, a parent or a friend"},
        {"young", "I am a child or young person", "We will show you who can help you"},
        {"councillor", "I am a councillor or an MP", "You are writing for a person who lives here"}),
}};

static const Control ON_BEHALF[] = {
    {
        .control = CONTROL_INPUT,
        .kind = FIELD_TEXT,
        .name = "behalf_name",
        .maximum = LINE_MAX,
        .missing = "Enter the name of the person you are complaining for",
        .label = "Their full name",
        .key = "Complaining for",
        .autocomplete = "off",
    },
    {
        .control = CONTROL_RADIOS,
        .kind = FIELD_CHOICE,
        .name = "behalf_relation",
        .missing = "Select what you are to them",
        .label = "What are you to them?",
        .choices = CHOICES({"parent", "Parent", NULL}, {"carer", "Carer", NULL},
                           {"family", "Other family", NULL}, {"friend", "Friend or neighbour", NULL},
                           {"advocate", "Advocate", NULL}, {"solicitor", "Solicitor", NULL},
                           {"councillor", "Councillor or MP", NULL}, {"other", "Something else", NULL}),
    },
    {
        .control = CONTROL_RADIOS,
        .kind = FIELD_CHOICE,
        .name = "behalf_consent",
        .missing = "Select if they know and agree",
        .label = "Do they know about this, and agree?",
        .hint = "You can go on in any case. We may need to ask them before we can tell you everything",
        .choices = CHOICES({"yes", "Yes", NULL}, {"no", "No, not yet", NULL},
                           {"cannot", "They cannot say", "For example, they are too ill or too young"}),
    },
    {
        .control = CONTROL_LINES,
        .kind = FIELD_LINES,
        .name = "behalf_why",
        .maximum = LINES_MAX,
        .label = "If they cannot say, tell us why (optional)",
        .key = "Why they cannot say",
    },
};

static const Control NAME_CHOICE[] = {{
    .control = CONTROL_RADIOS,
    .kind = FIELD_CHOICE,
    .name = "name_choice",
    .missing = "Select if you want to give your name",
    .label = "Will you give your name?",
    .choices = CHOICES({"give", "Yes, I will give my name", NULL},
                       {"anonymous", "No, I do not want to give my name", NULL}),
}};

static const Control SERVICE[] = {{
    .control = CONTROL_SERVICES,
    .kind = FIELD_CHOICE,
    .name = "service",
    .missing = "Select a service, or select that you do not know",
}};

static const Control WHAT[] = {{
    .control = CONTROL_STORY,
    .kind = FIELD_LINES,
    .name = "what",
    .maximum = STORY_MAX,
    .missing = "Enter what went wrong",
    .hint = "Tell us what happened, where, and who was there if you know",
}};

static const Control WHEN[] = {
    {
        .control = CONTROL_INPUT,
        .kind = FIELD_TEXT,
        .name = "when",
        .maximum = LINE_MAX,
        .label = "When it happened (optional)",
        .hint = "For example, March 2026, or every week since May",
        .key = "When it happened",
    },
    {.control = CONTROL_FLAG, .kind = FIELD_FLAG, .name = "long_ago", .key = "A long time ago"},
};

static const Control LATE_REASON[] = {{
    .control = CONTROL_LINES,
    .kind = FIELD_LINES,
    .name = "late_reason",
    .maximum = LINES_MAX,
    .key = "Why you did not tell us before",
    .hint = "For example, you were ill, or you only found out now. We can still look into it if there is a "
            "good reason",
}};

static const Control EFFECT[] = {{
    .control = CONTROL_STORY,
    .kind = FIELD_LINES,
    .name = "effect",
    .maximum = STORY_MAX,
    .key = "How it has affected you",
    .hint = "For example, it cost you money, made you ill, or took a lot of your time",
}};

static const Control WANTED[] = {{
    .control = CONTROL_STORY,
    .kind = FIELD_LINES,
    .name = "wanted",
    .maximum = STORY_MAX,
    .key = "What you would like us to do",
    .hint = "For example, say sorry, tell you why, or put it right",
}};

static const Control TOLD[] = {
    {
        .control = CONTROL_RADIOS,
        .kind = FIELD_CHOICE,
        .name = "told",
        .missing = "Select if you have told us about this before",
        .label = "Have you told us before?",
        .choices = CHOICES({"yes", "Yes", NULL}, {"no", "No", NULL}, {"not-sure", "I am not sure", NULL}),
    },
    {
        .control = CONTROL_LINES,
        .kind = FIELD_LINES,
        .name = "told_more",
        .maximum = LINES_MAX,
        .label = "If yes, tell us who you told and when (optional)",
        .hint = "Add any number that we gave you",
        .key = "Who you told, and when",
    },
};

static const Control NAME[] = {{
    .control = CONTROL_INPUT,
    .kind = FIELD_TEXT,
    .name = "name",
    .maximum = LINE_MAX,
    .missing = "Enter your name",
    .hint = "First name and last name, as you want us to write it",
    .key = "Your name",
    .autocomplete = "name",
}};

static const Control CONTACT[] = {{
    .control = CONTROL_CHECKBOXES,
    .kind = FIELD_CHOICES,
    .name = "contact",
    .missing = "Select how we should contact you",
    .hint = "Select all that you are happy with",
    .choices = CHOICES({"email", "Email", NULL}, {"phone", "Phone", NULL}, {"post", "Post", NULL},
                       {"representative", "Through someone who helps me", NULL}),
}};

static const Control DETAILS[] = {
    {
        .control = CONTROL_INPUT,
        .kind = FIELD_EMAIL,
        .name = "email",
        .maximum = LINE_MAX,
        .missing = "Enter your email address",
        .label = "Email address",
        .hint = "We will send our letters to this address",
        .autocomplete = "email",
        .asked = by_email,
    },
    {
        .control = CONTROL_INPUT,
        .kind = FIELD_PHONE,
        .name = "phone",
        .maximum = 30,
        .missing = "Enter your phone number",
        .label = "Phone number",
        .autocomplete = "tel",
        .asked = by_phone,
    },
    {
        .control = CONTROL_LINES,
        .kind = FIELD_LINES,
        .name = "address",
        .maximum = 500,
        .missing = "Enter your address, with the postcode",
        .label = "Address and postcode",
        .autocomplete = "street-address",
        .asked = by_post,
    },
    {
        .control = CONTROL_LINES,
        .kind = FIELD_LINES,
        .name = "helper",
        .maximum = 500,
        .missing = "Enter who helps you, and how we can reach them",
        .label = "Who helps you, and how can we reach them?",
        .hint = "Their name, and their phone number or email address",
        .key = "Who helps you",
        .asked = by_helper,
    },
};

static const Control SAFE[] = {
    {
        .control = CONTROL_RADIOS,
        .kind = FIELD_CHOICE,
        .name = "safe",
        .missing = "Select if it is safe to contact you this way",
        .label = "Is it safe?",
        .choices = CHOICES({"yes", "Yes, it is safe", NULL},
                           {"no", "There are things that you need to know",
                            "For example, someone else opens my post, or do not leave a message"}),
    },
    {
        .control = CONTROL_LINES,
        .kind = FIELD_LINES,
        .name = "safe_more",
        .maximum = LINES_MAX,
        .label = "What do we need to know?",
        .hint = "You only need to fill this in if there is something",
    },
};

static const Control SUPPORT[] = {
    {
        .control = CONTROL_CHECKBOXES,
        .kind = FIELD_CHOICES,
        .name = "needs",
        .label = "Select all that would help you (optional)",
        .key = "Help or changes",
        .choices = CHOICES({"large-print", "Large print", NULL},
                           {"easy-read", "Easy Read", "Short words with pictures"},
                           {"bsl", "British Sign Language", NULL}, {"language", "Another language", NULL},
                           {"phone", "Phone calls instead of letters", NULL},
                           {"more-time", "More time", NULL}, {"other", "Something else", NULL}),
    },
    {
        .control = CONTROL_LINES,
        .kind = FIELD_LINES,
        .name = "needs_more",
        .maximum = LINES_MAX,
        .label = "Tell us more (optional)",
        .hint = "For example, which language you use",
        .key = "More about the help you need",
    },
};

const Question QUESTIONS[] = {
    QUESTION("who", "Who is this complaint for?", WHO, .asked = NULL),
    QUESTION("on-behalf", "Who are you complaining for?", ON_BEHALF, .asked = for_someone),
    QUESTION("name-choice", "Do you want to give your name?", NAME_CHOICE, .intro = intro_name_choice),
    QUESTION("service", "Which service is it about?", SERVICE, .asked = NULL),
    QUESTION("what", "What went wrong?", WHAT, .asked = NULL),
    QUESTION("when", "When did it happen?", WHEN, .asked = NULL),
    QUESTION("late-reason", "Is there a reason you did not tell us before? (optional)", LATE_REASON,
             .asked = long_ago),
    QUESTION("effect", "How has it affected you? (optional)", EFFECT, .asked = NULL),
    QUESTION("outcome", "What would you like us to do? (optional)", WANTED, .asked = NULL),
    QUESTION("told-us", "Have you told us about this before?", TOLD, .asked = NULL),
    QUESTION("name", "What is your name?", NAME, .asked = is_named),
    QUESTION("contact", "How should we contact you?", CONTACT, .asked = is_named),
    QUESTION("contact-details", "Your contact details", DETAILS, .asked = has_details),
    QUESTION("safe", "Is it safe to contact you this way?", SAFE, .asked = has_details, .check = check_safe),
    QUESTION("support", "Do you need any help or changes to use our service?", SUPPORT, .asked = is_named),
};
const size_t QUESTION_COUNT = sizeof QUESTIONS / sizeof QUESTIONS[0];
