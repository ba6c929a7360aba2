import QtQuick
import Doorstep
import "../../components"

// The picture that was taken, with what may be wrong with it.
PhotoPanel {
    required property ViewModels vm
    property string doubt: ""

    image: vm.capture.shot
    label: vm.texts.table["picture.view"]
    words: doubt
    pictogram: "warning"
    tone: doubt !== "" ? "warn" : "accent"
}
