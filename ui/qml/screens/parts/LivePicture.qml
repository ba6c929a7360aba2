import QtQuick
import Doorstep
import "../../components"

// What the camera sees now, with the one thing to do about it.
PhotoPanel {
    required property ViewModels vm
    readonly property var advice: vm.capture.advice

    image: vm.capture.live
    corners: vm.capture.corners
    label: vm.texts.table["photograph.view"]
    words: advice.text ?? ""
    pictogram: advice.pictogram ?? ""
    tone: advice.tone ?? "accent"
}
