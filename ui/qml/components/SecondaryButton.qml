import QtQuick
import "../theme"

// Another way on: accent edge, no fill.
Touchable {
    id: root

    property string pictogram: ""
    property string tone: "accent"

    edge: Theme.tone(tone)
    edgeWidth: Theme.borderControl
    horizontalPadding: Theme.space24
    verticalPadding: Theme.space8
    implicitHeight: Math.max(Theme.buttonHeight, implicitContentHeight + topPadding + bottomPadding)
    contentItem: IconText {
        text: root.text
        pictogram: root.pictogram
        color: Theme.tone(root.tone)
    }
}
