"""The tags of a page by what they do to its words."""


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


# nothing in them is read as words of the story
UNREAD = _tags(
    "script style noscript template iframe object embed svg math canvas audio video button input select option "
    "textarea datalist map dialog progress meter title meta link base nav rt rp"
)
# a passage ends where one begins and where it ends
BREAKING = _tags(
    "p div section article main header footer aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead "
    "tbody tfoot tr td th caption figure figcaption hr form fieldset address details summary center body html menu "
    "hgroup search picture img amp-img"
)
# they stand within a passage
INLINE = _tags("span small em i b strong a cite")
# without words, images or others inside they are nothing
HOLLOW = _tags("a abbr b big center cite div em font i li p s section small span strong sub sup u ul ol")
