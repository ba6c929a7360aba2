import QtQuick
import Doorstep
import "../theme"

// Mongolian words in columns, known to a screen reader.
VerticalText {
    pixelSize: Theme.u(58)
    color: Theme.ink
    width: implicitWidth
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
