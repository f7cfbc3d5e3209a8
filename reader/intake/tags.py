"""The tags of a page by what they do to its words."""

UNREAD = frozenset(  # nothing in them is read as words of the story
    """
    script style noscript template iframe object embed svg math canvas audio video button input select
    option textarea datalist map dialog progress meter head title meta link base nav rt rp
    """.split()
)
BREAKING = frozenset(  # a passage ends where one begins and where it ends
    """
    p div section article main header footer aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre
    table thead tbody tfoot tr td th caption figure figcaption hr form fieldset address details summary
    center body html menu hgroup search picture img amp-img
    """.split()
)
INLINE = frozenset("span small em i b strong a cite".split())  # they stand within a passage
